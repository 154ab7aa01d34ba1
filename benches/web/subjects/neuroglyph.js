// Our own network, by the crate's public classes.
import { COUNT, fetchMnist, floats, idx } from "../mnist.js";

/** Samples from one call to the next. */
const PORTION = 512;

/** @param {{ glue: string, wasm: string, build: string, ports: MessagePort[] }} options */
export async function open({ glue, wasm, build, ports }) {
  const crate = await import(glue);
  await crate.default({ module_or_path: wasm });
  if (ports.length > 0) {
    const { startThreads } = await import("/modules.js?npm/src/worker/pool");
    await startThreads(crate, glue, ports);
  }
  const { images, labels } = await fetchMnist();
  const image = floats(images);
  let dataset;

  /** The images to learn from, which the build that reads has no place for. */
  function examples() {
    if (dataset) return dataset;
    dataset = new crate.Dataset();
    dataset.push_labels(idx([COUNT], labels));
    dataset.push_images(idx([COUNT, 28, 28], images));
    return dataset;
  }

  /** @param {object} recipe */
  function trainer(recipe) {
    const { batch_size } = recipe;
    const steps = Math.max(1, PORTION / batch_size);
    const begin = () => ({ training: new crate.Training(recipe, examples(), 1), steps: 0, finished: false });
    let now = begin();
    return () => {
      if (now.finished) now = begin();
      const progress = now.training.run(steps);
      const samples = (progress.steps - now.steps) * batch_size;
      Object.assign(now, progress);
      return samples;
    };
  }

  /** @param {object} recipe */
  function asker(recipe) {
    const network = new crate.Network(recipe, 1);
    return () => (network.query(image), 1);
  }

  return {
    prepare: ({ kind, recipe }) => ({ build, work: kind === "query" ? asker(recipe) : trainer(recipe) }),
  };
}
