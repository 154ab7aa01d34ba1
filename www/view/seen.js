// The 28 × 28 picture that the network sees.
const SIZE = 28;

export class Seen {
  /** @param {HTMLCanvasElement} container */
  constructor(container) {
    this.container = container;
  }

  /** @param {import("../lib/reading.js").Reading} reading */
  update({ image }) {
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
}
