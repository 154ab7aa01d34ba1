// Both neurons are told to learn OR in the lessons' worker: what becomes of that.
import { computed, signal } from "@preact/signals";
import { client, nextTraining, report } from "../client";
import { failureWords } from "../failure";
import { CASES, RECIPES, type Bend } from "./neuron";

export const TRIES = 500;
/** Tries between two looks at the weights. */
const EVERY = 2;

const EXAMPLES = {
  images: Float32Array.from(CASES.flatMap(({ image }) => [...image])),
  labels: Uint8Array.from(CASES, ({ label }) => label),
};

interface Run {
  /** Of the sigmoid. */
  training: number;
  /** How both began. */
  weights: Float32Array;
  isOver: boolean;
  /** What the crate says against teaching a step. */
  refusal: string;
  /** How the sigmoid ended. */
  last: Float32Array | null;
  /** The tries after which it does OR; null where it does not. */
  doesOrAfter: number | null;
  /** What went wrong, if it is not a refusal. */
  fault: string;
}

const current = signal<Run | null>(null);

/** None before Learn was pressed, and after something was moved. */
export const run = computed(() => current.value);

/** The sigmoid's weights on its way, if it is on one, and the tries it took. */
export const onItsWay = computed(() => {
  const now = current.value;
  if (!now) return null;
  if (now.last) return { weights: now.last, steps: TRIES };
  const latest = report.value;
  return latest?.training === now.training ? latest : { weights: now.weights, steps: 0 };
});

/** The worker starts, so that Learn begins at once. */
export const wake = () => void client.request("wake", {}).catch(console.error);

/** @param isWatched its tries are shown, and not only the end */
export async function learn(weights: Float32Array, isWatched: boolean) {
  forget();
  const training = nextTraining();
  const begun: Run = { training, weights, isOver: false, refusal: "", last: null, doesOrAfter: null, fault: "" };
  current.value = begun;
  /** Whatever is moved meanwhile puts an end to it. */
  const isCurrent = () => current.peek()?.training === training;
  const update = (more: Partial<Run>) => {
    if (isCurrent()) current.value = { ...(current.peek() as Run), ...more };
  };
  try {
    const step = await train("step", weights, nextTraining(), false);
    if (!isCurrent()) return;
    update({ refusal: step.fault });
    const sigmoid = await train("sigmoid", weights, training, isWatched);
    if (!isCurrent()) return;
    if (sigmoid.fault) throw new Error(sigmoid.fault);
    const { accuracies } = await client.request("evaluate", {
      recipe: RECIPES.sigmoid,
      weights: sigmoid.weights,
      examples: EXAMPLES,
    });
    const first = accuracies.indexOf(1);
    const isRight = accuracies[accuracies.length - 1] === 1;
    update({
      isOver: true,
      last: sigmoid.weights.slice(-weights.length),
      doesOrAfter: isRight ? first * EVERY : null,
    });
  } catch (error) {
    console.error(error);
    update({ isOver: true, fault: failureWords("It could not be taught", error) });
  }
}

const train = (bend: Bend, weights: Float32Array, training: number, isWatched: boolean) =>
  client.request("train", {
    training,
    recipe: RECIPES[bend],
    weights: weights.slice(),
    examples: EXAMPLES,
    batch: CASES.length,
    steps: TRIES,
    seed: 1,
    every: EVERY,
    isWatched,
  });

/** Back to what the hand set. */
export function forget() {
  stop();
  current.value = null;
}

/** Puts an end to what is under way; what came to its end stays. */
export function stop() {
  const now = current.peek();
  if (!now || now.isOver) return;
  client.request("stop", { training: now.training }).catch(console.error);
  current.value = null;
}
