// Trainings on XOR in the worker: the one that is looked at, step by step, and how the ten seeds end.
import { answerOf } from "../answer";
import { joined } from "../arrays";
import { client, nextTraining } from "../client";
import { EVERY, EXAMPLES, PARAMETERS, RECIPE, SEEDS, STEPS } from "./network";
import { fixedWeights, isFixed, type Start } from "./starts";

export interface Question {
  start: Start;
  seed: number;
  nudge: number;
}

export interface Run {
  /** Before the first step, and after every few. */
  weights: Float32Array[];
  /** Of each. */
  losses: Float64Array;
  /** Of the four cases, how many are right: of each. */
  right: number[];
}

const drawn = new Map<number, Promise<Float32Array>>();

/** As the crate draws them for a seed. */
function draw(seed: number) {
  let weights = drawn.get(seed);
  if (!weights) {
    weights = client.request("initialise", { recipe: RECIPE, seed }).then(({ weights }) => weights);
    weights.catch(() => drawn.delete(seed));
    drawn.set(seed, weights);
  }
  return weights;
}

async function firstWeights({ start, seed, nudge }: Question): Promise<Float32Array> {
  if (isFixed(start)) return fixedWeights(start, nudge);
  const weights = await draw(seed);
  return start === "large" ? weights.map((weight) => 10 * weight) : weights;
}

async function runOf(question: Question): Promise<Run> {
  const first = await firstWeights(question);
  const { weights } = await train(first, EVERY);
  const { losses, accuracies } = await evaluate(weights);
  return { weights: split(weights), losses, right: rightOf(accuracies) };
}

/** How a start ends after all steps, seed by seed. */
export interface Ends {
  weights: Float32Array[];
  right: number[];
}

async function endsOf(start: Start): Promise<Ends> {
  const ended: Float32Array[] = [];
  for (let seed = 0; seed < SEEDS; seed++) {
    const { weights } = await train(await firstWeights({ start, seed, nudge: 0 }), STEPS);
    ended.push(weights.slice(-PARAMETERS));
  }
  const { accuracies } = await evaluate(joined(ended));
  return { weights: ended, right: rightOf(accuracies) };
}

const train = (weights: Float32Array, every: number) =>
  client.request("train", {
    training: nextTraining(),
    recipe: RECIPE,
    weights,
    examples: EXAMPLES,
    batch: EXAMPLES.labels.length,
    steps: STEPS,
    seed: 0,
    every,
    isWatched: false,
  });

const evaluate = (weights: Float32Array) => client.request("evaluate", { recipe: RECIPE, weights, examples: EXAMPLES });

const rightOf = (accuracies: Float64Array) => Array.from(accuracies, (share) => Math.round(share * 4));

const split = (weights: Float32Array) =>
  Array.from({ length: weights.length / PARAMETERS }, (_, i) => weights.slice(i * PARAMETERS, (i + 1) * PARAMETERS));

const known = new Map<Start, Promise<Ends>>();

/** They are always the same, so a start is asked about once. */
function knownEnds(start: Start) {
  const before = known.get(start);
  if (before) return before;
  const asked = endsOf(start);
  asked.catch(() => known.delete(start));
  known.set(start, asked);
  return asked;
}

export const run = answerOf(runOf);
export const ends = answerOf(knownEnds);
