// MNIST's test images, of which there are enough to be measured with.
import { inflate } from "/modules.js?www/engine/inflate";

/** As many as make whole batches of 128, 32 and 1. */
export const COUNT = 9_984;
export const PIXELS = 784;

/** @param {string} file @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function fetchIdx(file) {
  const { body } = await fetch(new URL(`../../dist/mnist/${file}.gz`, import.meta.url));
  const parts = [];
  for await (const part of inflate(chunks(body.getReader()))) parts.push(part);
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

async function* chunks(reader) {
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

/** Bytes, 0 for paper; and digits. */
export async function fetchMnist() {
  const [images, labels] = await Promise.all(["t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"].map(fetchIdx));
  return { images: images.subarray(16, 16 + COUNT * PIXELS), labels: labels.subarray(8, 8 + COUNT) };
}

/** The same as a file: with the head that IDX has. @param {number[]} shape @param {Uint8Array} bytes */
export function idx(shape, bytes) {
  const head = new DataView(new ArrayBuffer(4 + 4 * shape.length));
  head.setUint32(0, 0x0800 + shape.length);
  shape.forEach((length, i) => head.setUint32(4 + 4 * i, length));
  return new Uint8Array([...new Uint8Array(head.buffer), ...bytes]);
}

/** One image as a network takes it. @param {Uint8Array} images */
export const floats = (images) => Float32Array.from(images.subarray(0, PIXELS), (byte) => byte / 255);
