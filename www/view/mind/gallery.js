// Test images in rows, each with what was written, what was read and how sure; pressed, one goes to the pad.
import { captionOf } from "../../lib/errors.js";
import { Tile } from "./tile.js";

/** @typedef {import("../../lib/errors.js").Mistake} Mistake */

export class Gallery {
  #template;
  #name;
  #taken;
  /** @type {Tile[]} */
  #tiles = [];
  /** @type {Mistake[]} */
  #mistakes = [];

  /**
   * @param {HTMLElement} container a list @param {HTMLTemplateElement} template of a tile
   * @param {string} name of its tiles @param {{ taken: (mistake: Mistake) => void }} events
   */
  constructor(container, template, name, { taken }) {
    this.container = container;
    this.#template = template;
    this.#name = name;
    this.#taken = taken;
  }

  /** @param {Mistake[]} mistakes @param {(Float32Array | null)[]} images of them, null for those that have yet to come */
  update(mistakes, images) {
    this.#mistakes = mistakes;
    while (this.#tiles.length < mistakes.length) this.#add(this.#tiles.length);
    while (this.#tiles.length > mistakes.length) this.#tiles.pop()?.container.remove();
    this.#tiles.forEach((tile, i) => tile.update({ image: images[i], isWrong: false, ...captionOf(mistakes[i]) }));
  }

  recolour() {
    for (const tile of this.#tiles) tile.recolour();
  }

  /** @param {number} i */
  #add(i) {
    const tile = new Tile(this.#template, `${this.#name}-${i}`, () => this.#taken(this.#mistakes[i]));
    this.#tiles.push(tile);
    this.container.append(tile.container);
  }
}
