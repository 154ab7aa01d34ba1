// The 28 × 28 picture that the network sees.
const SIZE = 28;

export class Seen {
  /** @type {Float32Array | null | undefined} what is painted; undefined for nothing yet */
  #image;

  /** @param {HTMLCanvasElement} container */
  constructor(container) {
    this.container = container;
  }

  /** @param {import("../lib/reading.js").Reading} reading */
  update({ image }) {
    if (image === this.#image) return;
    this.#image = image;
    const context = this.container.getContext("2d");
    if (!context) return;
    const style = getComputedStyle(this.container);
    context.globalAlpha = 1;
    context.fillStyle = style.getPropertyValue("--sheet");
    context.fillRect(0, 0, SIZE, SIZE);
    context.fillStyle = style.getPropertyValue("--accent");
    image?.forEach((grey, at) => {
      if (grey === 0) return;
      context.globalAlpha = grey;
      context.fillRect(at % SIZE, Math.floor(at / SIZE), 1, 1);
    });
  }

  /** The colours changed: what is painted has to be painted again. */
  recolour() {
    this.#image = undefined;
  }
}
