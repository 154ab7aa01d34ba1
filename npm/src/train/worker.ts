// The worker that trains: the whole crate, and one order. It is ended from outside.
import * as glue from "crate";
import packed from "embedded/crate-program";
import { started } from "../program/start";
import { unpack } from "../program/unpack";
import { serveWorker } from "../worker/server";
import type { Events, Files, Order } from "./protocol";
import type { Trained } from "../train";
import type { Progress, Recipe } from "crate";

/** Milliseconds of training between two reports. */
const REPORT = 200;

type Tell = (event: keyof Events, data: Events["progress"]) => void;

serveWorker(async (_init: unknown, tell: Tell) => {
  await started(glue.default, "The program that trains", () => unpack(packed));
  return { train: async (order: Order): Promise<Trained> => trained(order, tell) };
});

function trained({ training: files, test, recipe, epochs, seed }: Order, tell: Tell): Trained {
  const training = new glue.Training(withEpochs(recipe, epochs), datasetOf(files), seed);
  const { epochs: all } = training.recipe;
  let steps = 1;
  let progress: Progress;
  do {
    const begin = performance.now();
    progress = training.run(steps);
    // As many as fit into a report the next time: not all at once, since the first are slower.
    const share = REPORT / Math.max(performance.now() - begin, 1);
    steps = Math.max(1, Math.min(2 * steps, Math.floor(steps * share)));
    tell("progress", reportOf(progress, all));
  } while (!progress.finished);
  return {
    model: training.to_safetensors(),
    recipe: training.recipe,
    seed: training.seed,
    steps: progress.steps,
    loss: progress.loss ?? 0,
    accuracy: progress.accuracy ?? 0,
    test: test && evaluated(training, test),
  };
}

/** A name that there is not is left to the crate, which lists those that there are. */
function withEpochs(recipe: string | Recipe, epochs: number | null): string | Recipe {
  if (epochs === null) return recipe;
  const found = typeof recipe === "string" ? glue.recipes().find(({ name }) => name === recipe) : recipe;
  return found ? { ...found, epochs } : recipe;
}

function datasetOf({ images, labels }: Files) {
  const dataset = new glue.Dataset();
  dataset.push_labels(labels);
  dataset.push_images(images);
  dataset.check_complete();
  return dataset;
}

function evaluated(training: glue.Training, files: Files) {
  const { loss, accuracy } = training.evaluate(datasetOf(files));
  return { loss, accuracy };
}

const reportOf = (progress: Progress, epochs: number) => ({
  epoch: progress.epoch,
  epochs,
  done: (progress.epoch - 1 + progress.examples / progress.examples_in_epoch) / epochs,
  loss: progress.loss ?? 0,
  accuracy: progress.accuracy ?? 0,
  epochOver: progress.epoch_over,
});
