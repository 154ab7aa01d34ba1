// Measures the crate in the worker: how much is done a second, at a job that can be gone on with.
import type { Glue } from "../../../npm/src/program/wasm";
import type { Job } from "./jobs";

/** Does a chunk; how much that was. */
type Work = () => number;

/** Milliseconds until compilers and caches have settled, and those of a round. */
const WARM = 300;
const ROUND = 400;
/** Of which the median counts. */
const ROUNDS = 3;

/** Images from one chunk to the next. */
const CHUNK = 512;

/** Images to train with: as many as make whole batches. */
const IMAGES = 1_280;

/** Steps of a chunk of the register peak: some milliseconds. */
const PEAK_STEPS = 1_000_000;

/**
 * @param least milliseconds
 * @returns how much it does a second
 */
function speedOf(work: Work, least: number): number {
  const begin = performance.now();
  let done = 0;
  let ms = 0;
  while (ms < least) {
    done += work();
    ms = performance.now() - begin;
  }
  return (1000 * done) / ms;
}

/** @returns how much it does a second */
export function measure(work: Work): number {
  speedOf(work, WARM);
  const rounds = Array.from({ length: ROUNDS }, () => speedOf(work, ROUND));
  return rounds.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];
}

/** Floating-point operations in the registers. */
export const peakOf =
  ({ register_peak }: Glue): Work =>
  () =>
    register_peak(PEAK_STEPS);

/** Synthetic handwriting, so that nothing has to be fetched: in a file's shape. */
export function imagesOf({ Dataset, handwriting_styles, handwrite }: Glue) {
  const styles = handwriting_styles();
  const dataset = new Dataset();
  dataset.push_labels(header([IMAGES]));
  dataset.push_images(header([IMAGES, 28, 28]));
  for (let i = 0; i < IMAGES; i++) {
    const style = i % styles.length;
    dataset.push_labels(Uint8Array.of(styles[style].digit));
    dataset.push_images(Uint8Array.from(handwrite(style, 1, i).image, (grey) => Math.round(255 * grey)));
  }
  return dataset;
}

/** The head of an IDX file. */
function header(sizes: number[]) {
  const view = new DataView(new ArrayBuffer(4 + 4 * sizes.length));
  view.setUint32(0, 0x0800 + sizes.length);
  sizes.forEach((size, i) => view.setUint32(4 + 4 * i, size));
  return new Uint8Array(view.buffer);
}

export function workOf({ Network, Training }: Glue, { kind, recipe }: Job, images: ReturnType<typeof imagesOf>): Work {
  if (kind === "query") {
    const network = new Network(recipe, 1);
    const image = Float32Array.from(images.image(0), (byte) => byte / 255);
    return () => (network.query(image), 1);
  }
  const training = new Training(recipe, images, 1);
  const steps = CHUNK / recipe.batch_size;
  let before = 0;
  return () => {
    const { steps: now } = training.run(steps);
    const done = (now - before) * recipe.batch_size;
    before = now;
    return done;
  };
}
