// Four rules that share out an error, on XOR: what each makes of every weight beside the wiggle, and what it learns.
import { answerOf } from "../answer";
import { client, nextTraining } from "../client";
import { xorRecipe } from "../networks";
import type { Examples } from "../worker/protocol";
import type { CreditRule } from "crate";

export const RULES: readonly { rule: CreditRule; name: string; words: string }[] = [
  { rule: "divided", name: "Divided", words: "error × w ÷ sum of w" },
  { rule: "undivided", name: "Undivided", words: "error × w" },
  { rule: "swapped", name: "Swapped", words: "error × slope × signal" },
  { rule: "chain_rule", name: "Chain rule", words: "error × slope × w" },
];

const RECIPE = xorRecipe();

const EXAMPLES: Examples = {
  images: Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1),
  labels: Uint8Array.of(0, 1, 1, 0),
};

export const WEIGHTS = 17;
export const STEPS = 2000;
export const EVERY = 40;
export const SEEDS = 10;

/** How far a weight is wiggled either way. */
const WIGGLE = 0.05;
/** How near a rule must come to the wiggle: a share of it, and what single precision makes of losses. */
const NEAR = 0.01;
const GRAIN = 5e-6;

/** What the four rules make of the first weights of a seed. */
export interface Comparison {
  /** By how much the loss moves for each 1 of a weight. */
  wiggle: number[];
  /** What each rule says. */
  blames: Float32Array[];
  /** Of the weights, where rule and wiggle agree. */
  agree: number[];
  /** Of the weights that come into each output. */
  sums: number[];
}

async function comparisonOf(seed: number): Promise<Comparison> {
  const { weights } = await client.request("initialise", { recipe: RECIPE, seed });
  const moved = new Float32Array(2 * WEIGHTS * WEIGHTS);
  for (let i = 0; i < 2 * WEIGHTS; i++) {
    moved.set(weights, i * WEIGHTS);
    moved[i * WEIGHTS + (i >> 1)] += i % 2 ? -WIGGLE : WIGGLE;
  }
  const { losses } = await client.request("evaluate", { recipe: RECIPE, weights: moved, examples: EXAMPLES });
  const wiggle = Array.from({ length: WEIGHTS }, (_, i) => (losses[2 * i] - losses[2 * i + 1]) / (2 * WIGGLE));
  const answers = await Promise.all(
    RULES.map(({ rule }) => client.request("gradients", { recipe: RECIPE, weights, examples: EXAMPLES, rule })),
  );
  const blames = answers.map(({ gradients }) => gradients);
  const agree = blames.map((blame) => wiggle.filter((slope, i) => isNear(blame[i], slope)).length);
  return { wiggle, blames, agree, sums: sumsOf(weights) };
}

const isNear = (blame: number, slope: number) => Math.abs(blame - slope) <= NEAR * Math.abs(slope) + GRAIN;

/** The weights from the three hidden neurons to each output. */
const sumsOf = (weights: Float32Array) =>
  [0, 1].map((output) => [0, 1, 2].reduce((sum, hidden) => sum + weights[9 + 2 * hidden + output], 0));

/** How a rule did. */
export interface Result {
  /** Every so many steps. */
  losses: Float64Array;
  hasLearnt: boolean;
  /** Why it stopped early, in the crate’s words. */
  fault: string;
}

/** All four from the same first weights. */
async function raceOf(seed: number): Promise<Result[]> {
  const { weights } = await client.request("initialise", { recipe: RECIPE, seed });
  return Promise.all(RULES.map(({ rule }) => resultOf(rule, weights)));
}

async function resultOf(rule: CreditRule, weights: Float32Array): Promise<Result> {
  const task = { recipe: RECIPE, weights, examples: EXAMPLES, rule };
  const trained = await client.request("train", {
    ...task,
    training: nextTraining(),
    batch: EXAMPLES.labels.length,
    steps: STEPS,
    seed: 0,
    every: EVERY,
    isWatched: false,
  });
  const { losses, accuracies } = await client.request("evaluate", {
    recipe: RECIPE,
    weights: trained.weights,
    examples: EXAMPLES,
  });
  return { losses, hasLearnt: accuracies[accuracies.length - 1] === 1, fault: trained.fault };
}

export const comparison = answerOf(comparisonOf);
export const race = answerOf(raceOf);
