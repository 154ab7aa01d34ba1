// The mean training image of each digit: a small IDX file that comes with the page.
import { signal } from "@preact/signals";
import { download } from "../../engine/download";
import { modelFile } from "../../engine/files";
import { suspect } from "../../engine/newer";
import { Damaged } from "../../../npm/src/program/stream";
import { SIDE } from "../../ui/greys";

/** An IDX file of ten images of 28 × 28 bytes. */
const HEADER = [0, 0, 8, 3, 0, 0, 0, 10, 0, 0, 0, SIDE, 0, 0, 0, SIDE];

let isAsked = false;

/** 784 values in 0..1 each, by digit; none before they are here. */
export const means = signal<Float32Array[]>([]);
/** What happened to the file, if it is lost. */
export const meansFault = signal<"" | "did not arrive" | "arrived damaged">("");

/**
 * Fetches the file with the first call.
 * @param again after it was lost
 */
export async function loadMeans(again: boolean = false) {
  if (isAsked && !again) return;
  isAsked = true;
  meansFault.value = "";
  try {
    means.value = parse(
      await download(modelFile("means"), { name: "The file of mean images", fresh: again, arrived() {} }),
    );
  } catch (error) {
    console.warn(error);
    meansFault.value = error instanceof Damaged ? "arrived damaged" : "did not arrive";
    void suspect();
  }
}

function parse(bytes: Uint8Array) {
  const size = SIDE ** 2;
  const isRight = HEADER.every((byte, i) => bytes[i] === byte) && bytes.length === HEADER.length + 10 * size;
  if (!isRight) throw new Error("The file of mean images is damaged.");
  const image = (digit: number) => bytes.subarray(HEADER.length + digit * size, HEADER.length + (digit + 1) * size);
  return Array.from({ length: 10 }, (_, digit) => Float32Array.from(image(digit), (byte) => byte / 255));
}
