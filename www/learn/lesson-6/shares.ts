// Ten scores become ten shares of 1, and the shares are compared with what they should be: by two networks of the crate.
import { denseRecipe, networkOf } from "../networks";

export const DIGITS = 10;

/** Scores lie between −20 and 20. */
const SPAN = 20;
/** The least and the largest share that a hand can set. */
const LEAST = 0.001;
/** About the least number of 32 bits: a share that is rounded to 0 has odds all the same. */
const TINY = 1e-37;

/** Behind the scores that are given: each divided by the temperature, the same added to each, and a softmax. */
export const SOFTMAX = denseRecipe({
  name: "lesson 6, shares",
  inputs: DIGITS,
  units: [DIGITS],
  hidden: "identity",
  last: "softmax",
  loss: "cross_entropy",
  range: [-SPAN, SPAN],
});

/** Gives its inputs as they are, so that its errors are their differences from what they should be. */
export const IDENTITY = denseRecipe({
  name: "lesson 6, differences",
  inputs: DIGITS,
  units: [DIGITS],
  hidden: "identity",
  last: "identity",
  loss: "squared_error",
});

/** Of both: each output is its own input times a weight, and a bias. */
export function weightsOf(weight: number, biases: ArrayLike<number>) {
  const weights = new Float32Array(DIGITS * DIGITS + DIGITS);
  for (let i = 0; i < DIGITS; i++) weights[i * DIGITS + i] = weight;
  weights.set(biases, DIGITS * DIGITS);
  return weights;
}

/** What the hand has set. */
export interface Setting {
  scores: readonly number[];
  temperature: number;
  /** Added to every score. */
  added: number;
  /** The digit that should have all. */
  label: number;
}

/** The scores of a setting as inputs of a network. */
export const inputsOf = ({ scores }: Setting) => Float32Array.from(scores, (score) => (score + SPAN) / (2 * SPAN));

export const softmaxWeights = ({ temperature, added }: Setting) =>
  weightsOf(1 / temperature, new Float32Array(DIGITS).fill(added));

export interface Shares {
  /** As the softmax gets them. */
  scores: Float32Array;
  shares: Float32Array;
}

/** Null until the crate is here. */
export function sharesOf(setting: Setting): Shares | null {
  const values = networkOf(SOFTMAX, softmaxWeights(setting))?.activations(inputsOf(setting));
  return values ? { scores: values.slice(0, DIGITS), shares: values.slice(DIGITS) } : null;
}

/** Share minus what it should be, digit by digit: the error of each output. */
export function differencesOf(shares: Float32Array, label: number): number[] {
  const network = networkOf(IDENTITY, weightsOf(1, new Float32Array(DIGITS)));
  return Array.from(shares, (_, digit) => network?.links(shares, label, 0, digit, 1).sensitivity ?? NaN);
}

/** Scores moved onto the scale all together: a softmax does not mind. */
export function onScale(scores: readonly number[]) {
  const over = Math.max(0, Math.max(...scores) - SPAN) + Math.min(0, Math.min(...scores) + SPAN);
  return scores.map((score) => Math.min(SPAN, Math.max(-SPAN, score - over)));
}

/** By how much a digit's score has to rise, at a temperature of 1, for its share to become another. */
export function rise(shares: Float32Array, digit: number, share: number) {
  const rest = shares.reduce((sum, other, i) => sum + (i === digit ? 0 : other), 0);
  const logOdds = Math.log(Math.max(TINY, shares[digit])) - Math.log(Math.max(TINY, rest));
  return Math.log(share / (1 - share)) - logOdds;
}

/** The scores with which one digit has this share, and the others divide the rest as before. */
export function withShare({ scores, temperature }: Setting, shares: Float32Array, digit: number, share: number) {
  const wanted = Math.min(1 - LEAST, Math.max(LEAST, share));
  const risen = scores[digit] + temperature * rise(shares, digit, wanted);
  // Where it leaves the scale, all go back by as much.
  const over = risen - Math.min(SPAN, Math.max(-SPAN, risen));
  return scores.map((score, i) => Math.min(SPAN, Math.max(-SPAN, (i === digit ? risen : score) - over)));
}
