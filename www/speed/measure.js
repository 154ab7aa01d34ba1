// Measures the crate in the worker: how much is done a second, at a job that can be gone on with.

/** @typedef {import("../wasm.js").Glue} Glue */
/** @typedef {import("./jobs.js").Job} Job */
/** @typedef {() => number} Work does a portion; how much that was */

/** Milliseconds until compilers and caches have settled, and those of a round. */
const WARM = 300;
const ROUND = 400;
/** Of which the median counts. */
const ROUNDS = 3;

/** Images from one portion to the next. */
const PORTION = 512;

/** Images to train with: as many as make whole batches. */
const IMAGES = 1_280;

/** Steps of a portion of the register peak: some milliseconds. */
const PEAK_STEPS = 1_000_000;

/** @param {Work} work @param {number} least milliseconds @returns {number} how much it does a second */
function pace(work, least) {
  const begin = performance.now();
  let done = 0;
  let ms = 0;
  while (ms < least) {
    done += work();
    ms = performance.now() - begin;
  }
  return (1000 * done) / ms;
}

/** @param {Work} work @returns {number} how much it does a second */
export function measure(work) {
  pace(work, WARM);
  const rounds = Array.from({ length: ROUNDS }, () => pace(work, ROUND));
  return rounds.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];
}

/** Floating-point operations in the registers. @param {Glue} glue @returns {Work} */
export const peakOf = ({ register_peak }) => () => register_peak(PEAK_STEPS);

/** Synthetic handwriting, so that nothing has to be fetched: in a file's shape. @param {Glue} glue */
export function imagesOf({ Dataset, handwriting_styles, handwrite }) {
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

/** The head of an IDX file. @param {number[]} sizes */
function header(sizes) {
  const view = new DataView(new ArrayBuffer(4 + 4 * sizes.length));
  view.setUint32(0, 0x0800 + sizes.length);
  sizes.forEach((size, i) => view.setUint32(4 + 4 * i, size));
  return new Uint8Array(view.buffer);
}

/** @param {Glue} glue @param {Job} job @param {ReturnType<typeof imagesOf>} images @returns {Work} */
export function workOf({ Network, Training }, { kind, recipe }, images) {
  if (kind === "query") {
    const network = new Network(recipe, 1);
    const image = Float32Array.from(images.image(0), (byte) => byte / 255);
    return () => (network.query(image), 1);
  }
  const training = new Training(recipe, images, 1);
  const steps = PORTION / recipe.batch_size;
  let before = 0;
  return () => {
    const { steps: now } = training.run(steps);
    const done = (now - before) * recipe.batch_size;
    before = now;
    return done;
  };
}
