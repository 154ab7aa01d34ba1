// Two losses of the shares, and what they would be if the digit had another share: by the worker's networks.
import { answerOf } from "../answer";
import { joined } from "../arrays";
import { client } from "../client";
import { networkOf } from "../networks";
import { DIGITS, IDENTITY, inputsOf, rise, sharesOf, SOFTMAX, softmaxWeights, weightsOf, type Setting } from "./shares";

/** Shares of the right digit at which the curves are computed, closer to each other where the curve is steep. */
const GRID = Array.from({ length: 41 }, (_, i) => 0.001 + 0.998 * (i / 40) ** 2);

export interface Losses {
  /** Half the sum of the squares, as the crate has it. */
  squared: number;
  cross: number;
  /** The others dividing the rest as they do now. */
  curve: readonly { share: number; squared: number; cross: number }[];
}

export const losses = answerOf<Setting, Losses>(async (setting) => {
  const now = sharesOf(setting);
  if (!now) throw new Error("the network is not here");
  const { label } = setting;
  const labels = Uint8Array.of(label);
  const inputs = inputsOf(setting);
  // Each point is a network of its own, whose bias lifts the digit's score.
  const lifted = GRID.map((share) => {
    const weights = softmaxWeights(setting);
    weights[DIGITS * DIGITS + label] += rise(now.shares, label, share);
    return weights;
  });
  const shares = lifted.map((weights) => networkOf(SOFTMAX, weights)?.query(inputs) ?? new Float32Array(DIGITS));
  const [cross, squared] = await Promise.all([
    client.request("evaluate", {
      recipe: SOFTMAX,
      weights: joined([softmaxWeights(setting), ...lifted]),
      examples: { images: inputs, labels },
    }),
    client.request("evaluate", {
      recipe: IDENTITY,
      weights: joined([weightsOf(1, new Float32Array(DIGITS)), ...shares.map((biases) => weightsOf(0, biases))]),
      examples: { images: now.shares, labels },
    }),
  ]);
  return {
    squared: squared.losses[0],
    cross: cross.losses[0],
    curve: shares.map((of, i) => ({
      share: of[label],
      squared: squared.losses[i + 1],
      cross: cross.losses[i + 1],
    })),
  };
});
