// Examples of a lesson as a dataset of the crate, which takes images and labels as the bytes of IDX files.
import type { Glue } from "../../../npm/src/program/wasm";
import type { Examples } from "./protocol";

const SIDE = 28;

/** @returns a dataset that the caller frees; greys become bytes */
export function datasetOf(glue: Glue, { images, labels }: Examples) {
  const dataset = new glue.Dataset();
  dataset.push_images(header([labels.length, SIDE, SIDE]));
  dataset.push_images(Uint8Array.from(images, (grey) => Math.round(255 * grey)));
  dataset.push_labels(header([labels.length]));
  dataset.push_labels(labels);
  dataset.check_complete();
  return dataset;
}

/** The beginning of an IDX file of bytes. */
function header(dimensions: number[]) {
  const bytes = new DataView(new ArrayBuffer(4 + 4 * dimensions.length));
  bytes.setUint8(2, 0x08);
  bytes.setUint8(3, dimensions.length);
  dimensions.forEach((size, i) => bytes.setUint32(4 + 4 * i, size));
  return new Uint8Array(bytes.buffer);
}
