// The 28 × 28 picture that the network sees.
import { paintGreys } from "../lib/greys.js";

export class Seen {
  /** @type {Float32Array | null | undefined} what is painted; undefined for nothing yet */
  #image;

  /** @param {HTMLCanvasElement} container */
  constructor(container) {
    this.container = container;
  }

  /** @param {import("../lib/reading.js").Reading} reading */
  update({ image, isOwn }) {
    if (image === this.#image) return;
    this.#image = image;
    paintGreys(this.container, image, isOwn ? "--accent" : "--ink");
  }

  /** The colours changed: what is painted has to be painted again. */
  recolour() {
    this.#image = undefined;
  }
}
