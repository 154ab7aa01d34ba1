// Three sets of weights for one neuron: painted, the average 3 minus the average 8, and learnt.
import { computed, signal } from "@preact/signals";
import { messageOf } from "../../../npm/src/program/message";
import { crate } from "../../store/program";
import { client, nextTraining, report } from "../client";
import { finish } from "../progress";
import { imagesOf, learnt, unseen } from "./drawings";
import { callsOf, meanStencil, RECIPE } from "./neuron";
import { BLANK, isBlank, type Stencil } from "./stencil";

export const NUMBER = 5;

export const KINDS = ["painted", "mean", "learnt"] as const;
export type Kind = (typeof KINDS)[number];

/** Which of them is shown. */
export const kind = signal<Kind>("painted");

const strokes = signal<Stencil>(BLANK);
export const paintedStencil = computed(() => strokes.value);

/** As it was painted a moment ago: what is counted over all new drawings must not hold up the brush. */
const counted = signal<Stencil>(BLANK);
let timer: ReturnType<typeof setTimeout> | undefined;

/** Milliseconds between two counts. */
const PAUSE = 100;

/** Shows what is painted now. */
export function paintOver(next: Stencil) {
  strokes.value = next;
  kind.value = "painted";
  finishWhenBoth();
  if (timer === undefined) count();
}

function count() {
  counted.value = strokes.peek();
  timer = setTimeout(() => {
    timer = undefined;
    if (counted.peek() !== strokes.peek()) count();
  }, PAUSE);
}

const mean = computed(() =>
  crate.value && learnt.value ? meanStencil(crate.value, imagesOf(learnt.value, 3), imagesOf(learnt.value, 8)) : null,
);

const learntStencil = signal<Stencil | null>(null);
const training = signal(0);
export const trainingFault = signal("");

/** As it learns, its weights of that moment. */
const learning = computed(() =>
  training.value !== 0 && report.value?.training === training.value ? report.value.weights : null,
);

/** Null until it has begun to learn. */
const learntNow = computed(() => learntStencil.value ?? learning.value);

export const stencils = computed<Readonly<Record<Kind, Stencil | null>>>(() => ({
  painted: paintedStencil.value,
  mean: mean.value,
  learnt: learntNow.value,
}));

/** What is shown, and blank until it is here. */
export const shown = computed(() => stencils.value[kind.value] ?? BLANK);

/** Of the new drawings, how many each calls by the other name or by none; null until that is known. */
export const wrong = {
  painted: computed(() => wrongOf(counted.value)),
  mean: computed(() => wrongOf(mean.value)),
  learnt: computed(() => wrongOf(learntNow.value)),
} as const;

function wrongOf(stencil: Stencil | null) {
  if (!crate.value || !unseen.value || !stencil) return null;
  const { images, labels } = unseen.value;
  const calls = callsOf(crate.value, stencil, images);
  return calls.filter((called, i) => called !== (labels[i] === 1 ? 3 : 8)).length;
}

const [BATCH, STEPS, EVERY] = [10, 4000, 40];

/** Lets it learn from weights of 0, once; where it was stopped on the way, from the beginning. */
export async function learn() {
  const examples = learnt.peek();
  if (learntStencil.peek() || training.peek() || !examples) return;
  const number = (training.value = nextTraining());
  const isStopped = () => training.peek() !== number;
  trainingFault.value = "";
  try {
    const { weights, fault } = await client.request("train", {
      training: number,
      recipe: RECIPE,
      weights: BLANK.slice(),
      examples,
      batch: BATCH,
      steps: STEPS,
      seed: 1,
      every: EVERY,
      isWatched: true,
    });
    if (isStopped()) return;
    if (fault) throw new Error(fault);
    learntStencil.value = weights.slice(-BLANK.length);
    finishWhenBoth();
  } catch (error) {
    console.error(error);
    if (isStopped()) return;
    trainingFault.value = messageOf(error);
    // So that it can be chosen again.
    kind.value = "painted";
  }
  training.value = 0;
}

export function stopLearning() {
  if (training.peek() === 0) return;
  void client.request("stop", { training: training.peek() });
  training.value = 0;
}

/** The point compares what was painted with what was learnt. */
function finishWhenBoth() {
  if (learntStencil.peek() && !isBlank(strokes.peek())) finish(NUMBER);
}
