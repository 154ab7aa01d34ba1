// What the worker's networks are asked in lesson 7: the map, the place of the marble, and the runs.
import { answerOf } from "../answer";
import { client, nextTraining } from "../client";
import { COUNT, examplesOf, tensOf, type Dot } from "./forty";
import { atRate, gridOf, LANDSCAPES, type Kind, type Point } from "./landscapes";

/** Places of the map each way. */
export const SIDE = 49;

interface Mapped {
  kind: Kind;
  dots: readonly Dot[];
}

/** The loss at each place of the map. */
export const map = answerOf(async ({ kind, dots }: Mapped) => {
  const question = { recipe: LANDSCAPES[kind].recipe, weights: gridOf(kind, SIDE), examples: examplesOf(kind, dots) };
  return (await client.request("evaluate", question)).losses;
});

export interface Here {
  loss: number;
  /** Of the forty. */
  right: number;
  /** The slope over all forty, and the mean of those over each ten. */
  slope: Point;
  mean: Point;
}

export const here = answerOf(async ({ kind, dots, point }: Mapped & { point: Point }): Promise<Here> => {
  const { recipe } = LANDSCAPES[kind];
  const weights = Float32Array.from(point);
  const slopeOf = async (some: readonly Dot[]) =>
    (await client.request("gradients", { recipe, weights, examples: examplesOf(kind, some) })).gradients;
  const [{ losses, accuracies }, whole, ...tens] = await Promise.all([
    client.request("evaluate", { recipe, weights, examples: examplesOf(kind, dots) }),
    slopeOf(dots),
    ...tensOf(dots).map(slopeOf),
  ]);
  const mean = (i: number) => tens.reduce((sum, ten) => sum + ten[i], 0) / tens.length;
  return {
    loss: losses[0],
    right: Math.round(accuracies[0] * COUNT),
    slope: [whole[0], whole[1]],
    mean: [mean(0), mean(1)],
  };
});

export interface Descent extends Mapped {
  from: Point;
  rate: number;
  batch: number;
  steps: number;
  seed: number;
}

export interface Descended {
  /** From the start to where it ended. */
  path: readonly Point[];
  /** Over all forty, at its end; infinite where it left the numbers before. */
  loss: number;
}

/** Takes these steps. */
export async function descend({ kind, dots, from, rate, batch, steps, seed }: Descent): Promise<Descended> {
  const { recipe } = LANDSCAPES[kind];
  const examples = examplesOf(kind, dots);
  const { weights, fault } = await client.request("train", {
    training: nextTraining(),
    recipe: atRate(recipe, rate),
    weights: Float32Array.from(from),
    examples,
    batch,
    steps,
    seed,
    every: 1,
    isWatched: false,
  });
  const path = Array.from({ length: weights.length / 2 }, (_, i): Point => [weights[2 * i], weights[2 * i + 1]]);
  // The crate stops a training whose loss leaves the numbers.
  if (fault) return { path, loss: Infinity };
  const { losses } = await client.request("evaluate", { recipe, weights: weights.slice(-2), examples });
  return { path, loss: losses[0] };
}
