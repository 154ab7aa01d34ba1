// Images and labels that somebody hands over, as IDX files: what the crate reads.
import type { Files } from "./protocol";
import type { Examples, Image } from "../train";

/** IDX: bytes of three dimensions, and of one. */
const [IMAGES, LABELS] = [0x803, 0x801];

/** @param name of these examples in a sentence @throws an `Error` that names the image or the label that is wrong */
export function filesOf({ images, labels, width }: Examples, name: string): Files {
  if (images.length === 0) throw new RangeError(`${name}images is empty: there is nothing to train on`);
  if (images.length !== labels.length)
    throw new RangeError(`${name}images has ${images.length} entries, ${name}labels ${labels.length}`);
  const size = images[0].length;
  const columns = width ?? Math.sqrt(size);
  const rows = size / columns;
  if (!Number.isInteger(columns) || !Number.isInteger(rows) || size === 0)
    throw new RangeError(`${name}images[0] has ${size} values, which are no rows of ${width ?? "a square"}`);
  const pixels = idx(IMAGES, [images.length, rows, columns]);
  images.forEach((image, i) =>
    put(image, pixels.subarray(pixels.length - size * (images.length - i)), size, `${name}images[${i}]`),
  );
  const classes = idx(LABELS, [images.length]);
  for (let i = 0; i < labels.length; i += 1) {
    const label = labels[i];
    if (!Number.isInteger(label) || label < 0 || label > 254)
      throw new RangeError(`${name}labels[${i}] is ${label}: it has to be a whole number from 0 to 254`);
    classes[8 + i] = label;
  }
  return { images: pixels, labels: classes };
}

/** An IDX file of zeros. */
function idx(kind: number, sizes: number[]) {
  const header = 4 + 4 * sizes.length;
  const file = new Uint8Array(sizes.reduce((product, size) => product * size, 1) + header);
  const view = new DataView(file.buffer);
  [kind, ...sizes].forEach((value, i) => view.setUint32(4 * i, value));
  return file;
}

function put(image: Image, into: Uint8Array, size: number, name: string) {
  if (image.length !== size)
    throw new RangeError(`${name} has ${image.length} values, where the first image has ${size}`);
  if (image instanceof Uint8Array || image instanceof Uint8ClampedArray) return into.set(image);
  for (let i = 0; i < size; i += 1) {
    const value = image[i];
    if (!(value >= 0 && value <= 1))
      throw new RangeError(`${name}[${i}] is ${value}: it has to be a number from 0 to 1`);
    into[i] = Math.round(255 * value);
  }
}
