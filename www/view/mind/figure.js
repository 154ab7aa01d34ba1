// A picture of 28 × 28 that is only looked at, and what it shows in words.
import { find } from "../../lib/find.js";
import { paintGreys } from "../../lib/greys.js";
import { set, write } from "../../lib/write.js";

export class Figure {
  /** @type {Float32Array | null} */
  #image = null;

  /** @param {HTMLElement} container a figure; its `data-ink` names the colour of its ink */
  constructor(container) {
    this.container = container;
    this.canvas = find("canvas", HTMLCanvasElement, container);
    this.caption = find("figcaption", HTMLElement, container);
  }

  /** @param {Float32Array | null} image @param {string} words */
  update(image, words) {
    if (image !== this.#image) {
      this.#image = image;
      this.recolour();
    }
    write(this.caption, words);
    set(this.canvas, "ariaLabel", words);
  }

  recolour() {
    paintGreys(this.canvas, this.#image, this.container.dataset.ink ?? "--ink");
  }
}
