// The user's own last drawing of each digit, by what the network read in it.
import type { Reading } from "../../engine/prediction";

export class OwnDigits {
  /** Of drawings that are done with, by digit. */
  #done: Float32Array[] = [];
  /** The drawing on the pad. */
  #current: { digit: number; image: Float32Array } | null = null;

  update({ state, image, isOwn, ranking: [digit] }: Reading, isDrawing: boolean) {
    if (isDrawing) return;
    if (image && isOwn) {
      this.#current = state === "read" ? { digit, image } : null;
    } else if (this.#current) {
      this.#done[this.#current.digit] = this.#current.image;
      this.#current = null;
    }
  }

  of(digit: number) {
    return this.#current?.digit === digit ? this.#current.image : (this.#done[digit] ?? null);
  }
}
