// Which ink decided, on the pad itself: the picture of the blame, laid where the image that it weighs lies there.
import { find } from "../../lib/find.js";
import { set } from "../../lib/write.js";

/** @typedef {import("./blame.js").Blamed} Blamed */
/** @typedef {import("../../crate.js").Placement} Placement */

export class OnPad {
  /** @type {Blamed | null | undefined} what is painted; undefined for nothing yet */
  #blamed;

  /** @param {HTMLElement} container over the pad */
  constructor(container) {
    this.container = container;
    this.canvas = find("canvas", HTMLCanvasElement, container);
  }

  /** @param {Blamed | null} blamed @param {HTMLCanvasElement} picture of it @param {Placement | null} placement where there is none, nothing shows */
  update(blamed, picture, placement) {
    set(this.container, "hidden", !placement);
    if (!placement) return;
    const { left, top, side } = placement;
    const { canvas } = this;
    for (const [name, share] of Object.entries({ left, top, width: side, height: side })) canvas.style.setProperty(name, `${100 * share}%`);
    const context = canvas.getContext("2d");
    if (!context || blamed === this.#blamed) return;
    this.#blamed = blamed;
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  }

  /** The colours changed: what is painted has to be painted again. */
  recolour() {
    this.#blamed = undefined;
  }
}
