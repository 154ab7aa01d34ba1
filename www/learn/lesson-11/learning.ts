// What lesson 11 learns, from what, and how it does: on its own digits, and on those of strangers.
import { computed, signal } from "@preact/signals";
import { image } from "../../store/prediction";
import { DIGITS } from "../../ui/digits";
import { answerOf } from "../answer";
import { indexOfLargest } from "../arrays";
import { client, nextTraining } from "../client";
import { networkOf } from "../networks";
import { OTHERS, recipeOf, STRANGERS, type Setup } from "./recipe";
import { images } from "./ten";
import type { Examples } from "../worker/protocol";

const PIXELS = 784;

/** The networks that are kept on the way, after the first weights. */
export const CHECKPOINTS = 30;
const SEED = 1;

/** Strangers of each digit that are shown. */
export const SHOWN = 3;

export const setup = signal<Setup>({ others: false, dropout: false, turned: false });

const strangerDigits = answerOf((asked: typeof STRANGERS) => client.request("handwriting", asked));
/** What is learnt from besides the ten, once it was asked for. */
let drawingsOfOthers: Examples | null = null;

/** None before they are written. */
export const strangers = computed(() => strangerDigits.latest.value?.answer ?? null);

interface Question {
  training: number;
  ten: Float32Array;
  setup: Setup;
}

const asked = signal<Question | null>(null);

const courses = answerOf(async ({ training, ten, setup }: Question) => {
  const own = { images: ten, labels: Uint8Array.from(DIGITS) };
  const test = strangers.peek() ?? (await client.request("handwriting", STRANGERS));
  if (setup.others) drawingsOfOthers ??= await client.request("handwriting", OTHERS);
  // It was given up meanwhile.
  if (asked.peek()?.training !== training) return null;
  const examples = setup.others && drawingsOfOthers ? withMore(own, drawingsOfOthers) : own;
  const recipe = recipeOf(setup);
  const task = { training, recipe, examples, seed: SEED, checkpoints: CHECKPOINTS, tests: [own, test] };
  const { weights, accuracies } = await client.request("course", task);
  const [onTen, onStrangers] = [accuracies.subarray(0, CHECKPOINTS + 1), accuracies.subarray(CHECKPOINTS + 1)];
  return { recipe, weights, onTen, onStrangers };
});

export const fault = computed(() => strangerDigits.fault.value || courses.fault.value);

/** The course that was asked for; null until it has come. */
const course = computed(() => {
  const latest = courses.latest.value;
  return latest && latest.question === asked.value ? latest.answer : null;
});

/** The checkpoint that is shown. */
const shown = signal(0);

/** From the press until the end is shown. */
export const isLearning = computed(
  () => asked.value !== null && !courses.fault.value && (!course.value || shown.value < CHECKPOINTS),
);

/** What it learns from, and how; null before it learns. */
export const learning = computed(() => asked.value?.setup ?? null);

/** How many of its ten it reads as it is now, and what percentage of strangers' digits; null before it learns. */
export const score = computed(() => {
  if (!course.value) return null;
  const { onTen, onStrangers } = course.value;
  const at = shown.value;
  return { ten: Math.round(10 * onTen[at]), strangers: Math.round(100 * onStrangers[at]) };
});

/** What the network reads in an image, as it is now; another function whenever it has other weights. */
const reader = computed(() => {
  if (!course.value) return null;
  const { recipe, weights } = course.value;
  const size = weights.length / (CHECKPOINTS + 1);
  const network = networkOf(recipe, weights.subarray(shown.value * size, (shown.value + 1) * size));
  return (
    network &&
    ((image: Float32Array) => {
      const outputs = network.query(image);
      const digit = indexOfLargest(outputs);
      return { digit, probability: outputs[digit] };
    })
  );
});

/** The strangers that are shown: [digit][stranger] */
export const sample = computed(() =>
  DIGITS.map((digit) =>
    Array.from({ length: SHOWN }, (_, i) => {
      const at = (digit * STRANGERS.each + i) * PIXELS;
      return strangers.value?.images.subarray(at, at + PIXELS) ?? null;
    }),
  ),
);

/** What it reads in each of them; null before it learns. */
export const readings = computed(() => {
  const read = reader.value;
  return read && sample.value.map((own) => own.map((image) => (image ? read(image).digit : null)));
});

/** What it reads on the pad. */
export const readOnPad = computed(() => (image.value && reader.value?.(image.value)) ?? null);

interface Outcome {
  setup: Setup;
  /** Read, in percent. */
  strangers: number;
}

/** What came of the last two setups that learnt these ten, the latest last. */
const outcomes = signal<readonly Outcome[]>([]);

/** What came of the setup before the one that is shown. */
export const before = computed(
  () => outcomes.value.findLast(({ setup }) => asked.value && recipeOf(setup) !== recipeOf(asked.value.setup)) ?? null,
);

export const writeStrangers = () => {
  if (!strangers.peek()) strangerDigits.ask(STRANGERS);
};

let frame = 0;

/**
 * Learns from the ten, and from what else is chosen.
 * @param isAtOnce shows the end alone
 */
export function learn(isAtOnce: boolean, onDone: () => void) {
  const ten = images.peek();
  if (!ten) return;
  writeStrangers();
  if (ten !== asked.peek()?.ten) outcomes.value = [];
  stop();
  shown.value = 0;
  asked.value = { training: nextTraining(), ten, setup: setup.peek() };
  courses.ask(asked.value);
  let start = 0;
  const show = (now: number) => {
    if (course.peek()) {
      start ||= now;
      shown.value = isAtOnce ? CHECKPOINTS : Math.min(CHECKPOINTS, Math.floor((now - start) / 35));
    }
    if (course.peek() && shown.peek() === CHECKPOINTS) finish(onDone);
    else if (!courses.fault.peek()) frame = requestAnimationFrame(show);
  };
  frame = requestAnimationFrame(show);
}

function finish(onDone: () => void) {
  const [question, now] = [asked.peek(), score.peek()];
  if (!question || !now) return;
  const others = outcomes.peek().filter(({ setup }) => recipeOf(setup) !== recipeOf(question.setup));
  outcomes.value = [...others.slice(-1), { setup: question.setup, strangers: now.strangers }];
  onDone();
}

/** What was learnt is of other digits. */
export function forget() {
  stop();
  asked.value = null;
  outcomes.value = [];
}

/** The lesson is left: what is still under way is given up. */
export function leave() {
  if (!isLearning.peek()) return;
  stop();
  asked.value = null;
}

/** Nothing more is shown of a course, and the worker ends it. */
function stop() {
  cancelAnimationFrame(frame);
  const question = asked.peek();
  // A worker that is gone has nothing to end.
  if (question && !course.peek()) client.request("stop", { training: question.training }).catch(() => undefined);
}

function withMore(one: Examples, other: Examples): Examples {
  const images = new Float32Array(one.images.length + other.images.length);
  images.set(one.images);
  images.set(other.images, one.images.length);
  return { images, labels: Uint8Array.from([...one.labels, ...other.labels]) };
}
