// The user's own last drawing of each digit, by what the network read in it.

/** @typedef {import("../lib/reading.js").Reading} Reading */

export class OwnDigits {
  /** Of drawings that are done with, by digit. @type {Float32Array[]} */
  #done = [];
  /** The drawing on the pad. @type {{ digit: number, image: Float32Array } | null} */
  #current = null;

  /** @param {Reading} reading @param {boolean} isDrawing */
  update({ state, image, isOwn, ranking: [digit] }, isDrawing) {
    if (isDrawing) return;
    if (image && isOwn) {
      this.#current = state === "read" ? { digit, image } : null;
    } else if (this.#current) {
      this.#done[this.#current.digit] = this.#current.image;
      this.#current = null;
    }
  }

  /** @param {number} digit */
  of(digit) {
    return this.#current?.digit === digit ? this.#current.image : (this.#done[digit] ?? null);
  }
}
