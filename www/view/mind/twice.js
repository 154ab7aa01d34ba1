// A deed that cannot be undone: asked for by one button, in whose place two others ask whether that is meant.
import { find } from "../../lib/find.js";
import { set } from "../../lib/write.js";

export class Twice {
  /** @param {HTMLElement} container @param {string} name of its buttons @param {{ meant: () => void }} events */
  constructor(container, name, { meant }) {
    this.container = container;
    const button = (/** @type {string} */ suffix) => find(`[data-testid=${name}${suffix}]`, HTMLButtonElement, container);
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

  /** @param {boolean} isPossible */
  update(isPossible) {
    set(this.first, "ariaDisabled", String(!isPossible));
  }

  /** @param {boolean} isAsking */
  #ask(isAsking) {
    set(this.first, "hidden", isAsking);
    for (const button of [this.sure, this.keep]) set(button, "hidden", !isAsking);
    (isAsking ? this.keep : this.first).focus({ preventScroll: true });
  }
}
