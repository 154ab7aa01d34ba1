// Where a training is, in words.
import { isTraining, type Run } from "../store/run";
import { percent } from "./format";

/** Nothing while it does not train. */
export function trainingWords(run: Run | null) {
  if (!run || !isTraining(run)) return "";
  const test = run.tests.at(-1);
  return `Training, epoch ${run.progress?.epoch ?? 1}${test ? `, ${percent(test.accuracy)}` : ""}`;
}

/** The share of a run's steps that are taken, 0..1. */
export function shareOf({ progress, recipe }: Run) {
  const { epoch = 1, examples = 0, examples_in_epoch = 1 } = progress ?? {};
  return (epoch - 1 + examples / examples_in_epoch) / recipe.epochs;
}
