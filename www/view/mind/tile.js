// A picture of 28 × 28 that can be pressed, and what is said under it.
import { find } from "../../lib/find.js";
import { paintGreys } from "../../lib/greys.js";
import { set, write } from "../../lib/write.js";

/**
 * @typedef {object} Shown
 * @property {ArrayLike<number> | null} image 784 greys in 0..1
 * @property {string} title
 * @property {string} note
 * @property {boolean} [isWrong] what the note says is a mistake
 * @property {string} label all of it in words
 */

export class Tile {
  /** @type {ArrayLike<number> | null} */
  #image = null;

  /** @param {HTMLTemplateElement} template @param {string} testid @param {() => void} pressed */
  constructor(template, testid, pressed) {
    const clone = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    this.container = find("li", HTMLElement, clone);
    this.button = find("button", HTMLButtonElement, clone);
    this.canvas = find("canvas", HTMLCanvasElement, clone);
    this.title = find("b", HTMLElement, clone);
    this.note = find("i", HTMLElement, clone);
    this.label = find(".heard", HTMLElement, clone);
    this.button.dataset.testid = testid;
    this.button.addEventListener("click", pressed);
  }

  /** @param {Shown} shown */
  update({ image, title, note, isWrong = false, label }) {
    if (image !== this.#image) {
      this.#image = image;
      this.recolour();
    }
    write(this.title, title);
    write(this.note, note);
    this.note.classList.toggle("wrong", isWrong);
    write(this.label, label);
  }

  /** @param {boolean} isPressed */
  press(isPressed) {
    set(this.button, "ariaPressed", String(isPressed));
  }

  recolour() {
    paintGreys(this.canvas, this.#image, "--ink");
  }
}
