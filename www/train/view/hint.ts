// What the curve means, or what stopped the run, in words, and what to do.
import { find } from "../../ui/find";
import { set, write } from "../../ui/write";
import type { Advice } from "../advice";

export class Hint {
  #advice: Advice | null = null;
  readonly container: HTMLElement;
  readonly title: HTMLElement;
  readonly text: HTMLElement;
  readonly button: HTMLButtonElement;

  /** @param container its place is kept from the first run on */
  constructor(container: HTMLElement, { taken }: { taken: (advice: Advice) => void }) {
    this.container = container;
    this.title = find("b", HTMLElement, container);
    this.text = find("span", HTMLElement, container);
    this.button = find("button", HTMLButtonElement, container);
    this.button.addEventListener("click", () => this.#advice && taken(this.#advice));
  }

  update(advice: Advice | null, hasRun: boolean) {
    this.#advice = advice;
    if (hasRun) this.container.classList.add("placed");
    this.container.classList.toggle("speaks", advice !== null);
    write(this.title, advice?.title ?? "");
    write(this.text, advice?.text ?? "");
    write(this.button, advice?.label ?? "");
    set(this.button, "hidden", !advice?.label);
  }
}
