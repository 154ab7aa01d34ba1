// Was it right? Two buttons, and ten bubbles for the digit that it is.
import { find } from "../../lib/find.js";
import { set, write } from "../../lib/write.js";
import { Bubbles } from "./bubbles.js";

/**
 * @typedef {object} Said
 * @property {string} words
 * @property {boolean} canBeRight @property {boolean} canBeWrong
 * @property {boolean} isRight @property {boolean} isWrong the user said so
 * @property {number | null} label the digit that it is, if the user said which
 */
/** @typedef {{ right: () => void, wrong: () => void, which: (digit: number) => void }} Events */

export class Verdict {
  /** @param {HTMLElement} container @param {Events} events */
  constructor(container, { right, wrong, which }) {
    this.container = container;
    this.words = find(".says-verdict", HTMLElement, container);
    this.right = find("[data-testid=mark-right]", HTMLButtonElement, container);
    this.wrong = find("[data-testid=mark-wrong]", HTMLButtonElement, container);
    this.which = find(".which", HTMLElement, container);
    this.bubbles = new Bubbles(find("[role=radiogroup]", HTMLElement, container), "mark-as", { chosen: which });
    this.right.addEventListener("click", () => this.right.ariaDisabled !== "true" && right());
    this.wrong.addEventListener("click", () => this.wrong.ariaDisabled !== "true" && wrong());
  }

  /** @param {Said} said */
  update({ words, canBeRight, canBeWrong, isRight, isWrong, label }) {
    write(this.words, words);
    set(this.right, "ariaDisabled", String(!canBeRight));
    set(this.wrong, "ariaDisabled", String(!canBeWrong));
    set(this.right, "ariaPressed", String(isRight));
    set(this.wrong, "ariaPressed", String(isWrong));
    this.which.classList.toggle("asked", isWrong);
    this.bubbles.update(label);
  }
}
