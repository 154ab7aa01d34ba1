// The mean training image of each digit: a small IDX file that comes with the page.
import { modelFile } from "../../engine/files";
import { suspect } from "../../engine/newer";
import { download } from "../../engine/download";
import { SIDE } from "../../ui/greys";
import { Damaged } from "../../engine/stream";

/** An IDX file of ten images of 28 × 28 bytes. */
const HEADER = [0, 0, 8, 3, 0, 0, 0, 10, 0, 0, 0, SIDE, 0, 0, 0, SIDE];

export class Means {
  readonly #changed: () => void;
  #isAsked = false;
  /** 784 values in 0..1 each, by digit. */
  #images: Float32Array[] = [];
  /** What happened to the file, if it is lost. */
  fault: "" | "did not arrive" | "arrived damaged" = "";

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  of(digit: number) {
    return this.#images[digit] ?? null;
  }

  /**
   * Fetches the file with the first call.
   * @param again after it was lost
   */
  async load(again: boolean = false) {
    if (this.#isAsked && !again) return;
    this.#isAsked = true;
    this.fault = "";
    try {
      const bytes = await download(modelFile("means"), { name: "The file of mean images", fresh: again, arrived() {} });
      this.#images = parse(bytes);
    } catch (error) {
      console.warn(error);
      this.fault = error instanceof Damaged ? "arrived damaged" : "did not arrive";
      void suspect();
    }
    this.#changed();
  }
}

function parse(bytes: Uint8Array) {
  const size = SIDE ** 2;
  const isRight = HEADER.every((byte, i) => bytes[i] === byte) && bytes.length === HEADER.length + 10 * size;
  if (!isRight) throw new Error("The file of mean images is damaged.");
  const image = (digit: number) => bytes.subarray(HEADER.length + digit * size, HEADER.length + (digit + 1) * size);
  return Array.from({ length: 10 }, (_, digit) => Float32Array.from(image(digit), (byte) => byte / 255));
}
