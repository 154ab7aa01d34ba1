// What the curve means, or what stopped the run, in words, and what to do.
import { find } from "../../lib/find.js";
import { set, write } from "../../lib/write.js";

/** @typedef {import("../../lib/advice.js").Advice} Advice */

export class Hint {
  /** @type {Advice | null} */
  #advice = null;

  /**
   * @param {HTMLElement} container its place is kept from the first run on
   * @param {{ taken: (advice: Advice) => void }} events
   */
  constructor(container, { taken }) {
    this.container = container;
    this.title = find("b", HTMLElement, container);
    this.text = find("span", HTMLElement, container);
    this.button = find("button", HTMLButtonElement, container);
    this.button.addEventListener("click", () => this.#advice && taken(this.#advice));
  }

  /** @param {Advice | null} advice @param {boolean} hasRun */
  update(advice, hasRun) {
    this.#advice = advice;
    if (hasRun) this.container.classList.add("placed");
    this.container.classList.toggle("speaks", advice !== null);
    write(this.title, advice?.title ?? "");
    write(this.text, advice?.text ?? "");
    write(this.button, advice?.label ?? "");
    set(this.button, "hidden", !advice?.label);
  }
}
