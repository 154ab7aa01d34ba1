// A training as the crate itself runs it, epoch by epoch, with the dropout and the augmentation of its recipe.
import { turn } from "../../ui/turn";
import { joined } from "../arrays";
import { datasetOf } from "./dataset";
import { evaluate } from "./networks";
import type { Glue } from "../../../npm/src/program/wasm";
import type { Course, CourseTask } from "./protocol";

/**
 * @param running the numbers of the courses that run: one that is taken out ends at its next checkpoint, and its answer
 * is what it has until then
 */
export async function course(glue: Glue, task: CourseTask, running: Set<number>): Promise<Course> {
  const { recipe, examples, checkpoints } = task;
  const dataset = datasetOf(glue, examples);
  const training = new glue.Training(recipe, dataset, task.seed);
  running.add(task.training);
  try {
    const turned = recipe.augmentation?.rotation_degrees ? 3 : 1;
    const all = Math.ceil((examples.labels.length * turned) / recipe.batch_size) * recipe.epochs;
    const weights = [training.weights()];
    const steps = [0];
    for (let at = 1; at <= checkpoints && running.has(task.training); at++) {
      const until = Math.round((all * at) / checkpoints);
      // A call ends with the epoch.
      for (let taken = steps[at - 1]; taken < until;) taken = training.run(until - taken).steps;
      weights.push(training.weights());
      steps.push(until);
      await turn();
    }
    const every = joined(weights);
    const accuracies = task.tests.flatMap((test) => [
      ...evaluate(glue, { recipe, weights: every, examples: test }).accuracies,
    ]);
    return { weights: every, steps: Uint32Array.from(steps), accuracies: Float64Array.from(accuracies) };
  } finally {
    running.delete(task.training);
    training.free();
    dataset.free();
  }
}
