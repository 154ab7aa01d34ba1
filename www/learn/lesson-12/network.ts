// What is asked of Symon's network in lesson 12, and what comes back.
import { computed, effect, signal, untracked } from "@preact/signals";
import { BLANK } from "../../engine/drawing";
import { answer } from "../../../npm/src/reader/prediction";
import { image } from "../../store/prediction";
import { THREE } from "../../store/own-pen";
import { crate } from "../../store/program";
import { pretrained } from "../../store/snapshots";
import { DIGITS } from "../../ui/digits";
import { answerOf } from "../answer";
import { indexOfLargest } from "../arrays";
import { client } from "../client";
import { networkOf } from "../networks";
import { shipped } from "../shipped";
import { shuffled, shuffledWeights } from "../shuffle";
import { apart, LAST, TRACED } from "./steps";

const HIDDEN = 200;
/** Pictures of the way up. */
const STAGES = 40;

export const symon = shipped("symon");

/** Where a picture comes from that goes in. */
export type Source = "ghost" | "climb" | "yours";

/** The digit that is asked for. */
export const digit = signal(3);
/** How far the walk has come, as a step. */
export const at = signal(LAST);
/** Which picture goes forth. */
export const source = signal<Source>("ghost");
export const isScrambled = signal(false);
/** How far up the climb is shown. */
export const stage = signal(0);

const network = computed(() => {
  const snapshot = symon.snapshot.value;
  return snapshot && { recipe: snapshot.recipe, weights: snapshot.weights };
});
/** A recipe of its own, so that the crate keeps both networks. */
const scrambledNetwork = computed(
  () =>
    network.value && { recipe: { ...network.value.recipe }, weights: shuffledWeights(network.value.weights, HIDDEN) },
);

type Asked = NonNullable<typeof network.value>;

/** Of all ten digits. */
const inversions = answerOf(async (asked: Asked) => {
  const { traces } = await client.request("inversion", { ...asked, digits: DIGITS });
  return traces.map((steps) => TRACED.map((step) => steps[step].values));
});

const climbs = answerOf(({ network, digit }: { network: Asked; digit: number }) =>
  client.request("climb", { ...network, digit, prior: "free", stages: STAGES }),
);

export const fault = computed(
  () => symon.fault.value || inversions.fault.value || (source.value === "climb" && climbs.fault.value) || "",
);

/** By digit: the values of each step back; null until they are here. */
export const traces = computed(() => inversions.latest.value?.answer ?? null);

/** How sure the network is of each digit in its own ghost; null until that is known. */
export const returned = computed(
  () => traces.value?.map((trace, digit) => activationsOf(trace[6])?.outputs[digit] ?? 0) ?? null,
);

const climb = computed(() => {
  const latest = climbs.latest.value;
  return latest?.question.digit === digit.value ? latest.answer : null;
});

/** The picture that goes forth, in its own order; null where there is none. */
export const picture = computed(() => {
  if (source.value === "yours") return image.value;
  if (source.value === "climb") return climb.value?.images.subarray(784 * stage.value, 784 * (stage.value + 1)) ?? null;
  return traces.value?.[digit.value][6] ?? null;
});

/** As it is shown. */
export const inOrder = (picture: Float32Array) => (isScrambled.value ? shuffled(picture) : picture);

/** What the network makes of a picture that goes in. */
function activationsOf(picture: Float32Array) {
  if (!network.value) return null;
  const { recipe, weights } = network.value;
  return split(networkOf(recipe, weights)?.activations(picture));
}

const split = (activations: Float32Array | undefined) =>
  activations
    ? { hidden: activations.slice(HIDDEN, 2 * HIDDEN), outputs: activations.slice(2 * HIDDEN + 10, 2 * HIDDEN + 20) }
    : null;

/** What the network says to the picture, or the scrambled network to the scrambled picture. */
export const forward = computed(() => {
  if (!picture.value) return null;
  const plain = activationsOf(picture.value);
  if (!isScrambled.value || !scrambledNetwork.value || !plain) return plain && { ...plain, apart: 0 };
  const { recipe, weights } = scrambledNetwork.value;
  const other = split(networkOf(recipe, weights)?.activations(shuffled(picture.value)));
  return other && { ...other, apart: apart(plain.outputs, other.outputs) };
});

export const read = computed(() => (forward.value ? indexOfLargest(forward.value.outputs) : null));

/**
 * What the page's own network, which has convolutions, reads in the drawing before the scramble and after it; without
 * ink, in a 3 of the page's own pen.
 */
export const convolution = computed(() => {
  const [snapshot, reader] = [pretrained.value, crate.value];
  const seen = image.value ?? reader?.imageOf({ ...BLANK, strokes: THREE });
  if (!snapshot || !reader || !seen) return null;
  const [plain, moved] = [seen, shuffled(seen)].map((image) => answer(reader.predict(snapshot, image)));
  return { plain, moved };
});

/**
 * From now on, as long as the lesson is open, what is missing is asked for as soon as the network is here.
 * @param isAtOnce shows the end of a climb alone
 */
export const askWhenHere = (isAtOnce: boolean) =>
  effect(() => {
    if (network.value) untracked(() => askMissing(isAtOnce));
  });

/**
 * After a failure, whatever is missing is asked for again.
 * @param isAtOnce shows the end of a climb alone
 */
export function tryAgain(isAtOnce: boolean) {
  symon.load();
  askMissing(isAtOnce);
}

function askMissing(isAtOnce: boolean) {
  const here = network.value;
  if (here && !traces.value) inversions.ask(here);
  if (source.value === "climb" && !climb.value) startClimb(isAtOnce);
}

let frame = 0;

/** Climbs for the digit that is asked for, and shows each stage; not before the network is here. */
export function startClimb(isAtOnce: boolean) {
  cancelAnimationFrame(frame);
  stage.value = 0;
  const here = network.peek();
  if (!here) return;
  climbs.ask({ network: here, digit: digit.peek() });
  const start = performance.now();
  const show = (now: number) => {
    const shown = isAtOnce ? STAGES : Math.min(STAGES, Math.floor((now - start) / 40));
    if (climb.peek()) stage.value = shown;
    if (!climbs.fault.peek() && (!climb.peek() || shown < STAGES)) frame = requestAnimationFrame(show);
  };
  frame = requestAnimationFrame(show);
}

/** The lesson is left: what has come of a climb is shown at its end. */
export function stopClimb() {
  cancelAnimationFrame(frame);
  stage.value = STAGES;
}
