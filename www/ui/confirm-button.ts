// A deed that cannot be undone: asked for by one button, in whose place two others ask whether that is meant.
import { find } from "./find";
import { set } from "./write";

export class Twice {
  readonly container: HTMLElement;
  readonly first: HTMLButtonElement;
  readonly sure: HTMLButtonElement;
  readonly keep: HTMLButtonElement;

  /** @param name of its buttons */
  constructor(container: HTMLElement, name: string, { meant }: { meant: () => void }) {
    this.container = container;
    const button = (suffix: string) => find(`[data-testid=${name}${suffix}]`, HTMLButtonElement, container);
    this.first = button("");
    this.sure = button("-sure");
    this.keep = button("-keep");
    this.first.addEventListener("click", () => this.first.ariaDisabled !== "true" && this.#ask(true));
    this.keep.addEventListener("click", () => this.#ask(false));
    this.sure.addEventListener("click", () => {
      this.#ask(false);
      meant();
    });
  }

  update(isPossible: boolean) {
    set(this.first, "ariaDisabled", String(!isPossible));
  }

  #ask(isAsking: boolean) {
    set(this.first, "hidden", isAsking);
    for (const button of [this.sure, this.keep]) set(button, "hidden", !isAsking);
    (isAsking ? this.keep : this.first).focus({ preventScroll: true });
  }
}
