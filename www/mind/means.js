// The mean training image of each digit: a small IDX file that comes with the page.
import { download } from "../lib/download.js";
import { SIDE } from "../lib/greys.js";

const FILE = "pretrained/means-idx3-ubyte";

/** An IDX file of ten images of 28 × 28 bytes. */
const HEADER = [0, 0, 8, 3, 0, 0, 0, 10, 0, 0, 0, SIDE, 0, 0, 0, SIDE];

export class Means {
  #changed;
  #isAsked = false;
  /** 784 values in 0..1 each, by digit. @type {Float32Array[]} */
  #images = [];
  isLost = false;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  /** @param {number} digit */
  of(digit) {
    return this.#images[digit] ?? null;
  }

  /** Fetches the file with the first call. @param {boolean} [again] after it was lost */
  async load(again = false) {
    if (this.#isAsked && !again) return;
    this.#isAsked = true;
    this.isLost = false;
    try {
      const bytes = await download(new URL(FILE, document.baseURI), { name: "The file of mean images", fresh: again, arrived() {} });
      this.#images = parse(bytes);
    } catch (error) {
      console.warn(error);
      this.isLost = true;
    }
    this.#changed();
  }
}

/** @param {Uint8Array} bytes */
function parse(bytes) {
  const size = SIDE ** 2;
  const isRight = HEADER.every((byte, i) => bytes[i] === byte) && bytes.length === HEADER.length + 10 * size;
  if (!isRight) throw new Error("The file of mean images is damaged.");
  const image = (/** @type {number} */ digit) => bytes.subarray(HEADER.length + digit * size, HEADER.length + (digit + 1) * size);
  return Array.from({ length: 10 }, (_, digit) => Float32Array.from(image(digit), (byte) => byte / 255));
}
