// The images of one cell of the matrix, ten at a time.
import { cellText, imagesOf } from "../../lib/errors.js";
import { find } from "../../lib/find.js";
import { remembered } from "../../lib/remembered.js";
import { set, write } from "../../lib/write.js";
import { Gallery } from "./gallery.js";

/** @typedef {import("../../lib/errors.js").Pair} Pair */
/** @typedef {import("../../lib/errors.js").Mistake} Mistake */
/** @typedef {import("../../mind/protocol.js").Examined} Examined */

const AT_ONCE = 10;

export class Cell {
  #most = AT_ONCE;
  #pair = "";
  #images = remembered(imagesOf);

  /** @param {HTMLElement} container @param {HTMLTemplateElement} template of a tile @param {{ taken: (mistake: Mistake) => void, more: () => void }} events */
  constructor(container, template, { taken, more }) {
    this.container = container;
    this.text = find("p", HTMLElement, container);
    this.gallery = new Gallery(find("ol", HTMLElement, container), template, "cell-image", { taken });
    this.more = find("button", HTMLButtonElement, container);
    this.more.addEventListener("click", () => {
      this.#most += AT_ONCE;
      more();
    });
  }

  /** @param {Examined} examined @param {Pair} pair @param {(indices: number[]) => (Float32Array | null)[]} pictures */
  update(examined, pair, pictures) {
    const key = `${pair.written} ${pair.read}`;
    if (key !== this.#pair) this.#most = AT_ONCE;
    this.#pair = key;
    const all = this.#images(examined, pair);
    const some = all.slice(0, this.#most);
    write(this.text, cellText(pair, all.length, some.length));
    this.gallery.update(some, pictures(some.map(({ index }) => index)));
    set(this.more, "hidden", some.length === all.length);
  }

  recolour() {
    this.gallery.recolour();
  }
}
