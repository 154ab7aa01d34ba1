// Where a training is, in words.
import { isTraining, type Run } from "../store/run";
import { percent } from "./format";

/** The epoch, and how good the network is; nothing while it does not train. */
export function trainingWords(run: Run | null): [string, string] | null {
  if (!run || !isTraining(run)) return null;
  const test = run.tests.at(-1);
  return [`Epoch ${run.progress?.epoch ?? 1}`, `training${test ? `, ${percent(test.accuracy)}` : ""}`];
}

/** The share of a run's steps that are taken, 0..1. */
export function shareOf({ progress, recipe }: Run) {
  const { epoch = 1, examples = 0, examples_in_epoch = 1 } = progress ?? {};
  return (epoch - 1 + examples / examples_in_epoch) / recipe.epochs;
}
