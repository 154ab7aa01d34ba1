// The 3s and 8s of the lesson: the user's own, those that it learns from, and those that nobody has learnt from.
import { computed, effect, signal } from "@preact/signals";
import { BLANK } from "../../engine/drawing";
import { stylesOf } from "../../store/own-digits";
import { prediction } from "../../store/prediction";
import { crate } from "../../store/program";
import { client } from "../client";
import { failureWords } from "../failure";
import type { Examples } from "../worker/protocol";
import { labelOf } from "./neuron";
import { PIXELS } from "./stencil";

export type Digit = 3 | 8;
export const PAIR: readonly Digit[] = [3, 8];

/** Drawings of each digit that it learns from, and that are new to it. */
const LEARNT = 200;
const NEW = 500;
/** More than a digit has. */
const ALL_STYLES = 99;
const [LEARNING_SEED, NEW_SEED] = [1, 2];

/** New drawings in the strip, of each digit; its first one is the user's. */
const SHOWN = 5;

export interface Drawing {
  digit: Digit;
  image: Float32Array;
  /** Drawn by the user's own hand, or by the page's pen in its place; null: one of the new drawings. */
  by: "you" | "page" | null;
}

/** What the user drew last of each. */
const own = signal<Partial<Record<Digit, Float32Array>>>({});

/** Keeps what is drawn as long as it is a 3 or an 8. @returns ends it */
export const followDrawing = () =>
  effect(() => {
    const { image, ranking, state, isOwn } = prediction.value;
    const digit = PAIR.find((one) => one === ranking[0]);
    if (image && digit && isOwn && state === "read") own.value = { ...own.peek(), [digit]: image };
  });

interface Sets {
  learnt: Examples;
  unseen: Examples;
}

const sets = signal<Sets | null>(null);
export const fault = signal("");
let isAsking = false;

/** Asks for the drawings, unless they are here or on their way. */
export async function loadDrawings() {
  if (sets.peek() || isAsking) return;
  isAsking = true;
  fault.value = "";
  try {
    const ask = (each: number, seed: number) =>
      client.request("handwriting", { digits: [...PAIR], each, firstStyle: 0, styles: ALL_STYLES, seed });
    const [learnt, unseen] = [await ask(LEARNT, LEARNING_SEED), await ask(NEW, NEW_SEED)];
    sets.value = { learnt: labelled(learnt), unseen: labelled(unseen) };
  } catch (error) {
    console.error(error);
    fault.value = failureWords("The new drawings did not arrive", error);
  }
  isAsking = false;
}

/** As one output has them. */
const labelled = ({ images, labels }: Examples): Examples => ({ images, labels: labels.map(labelOf) });

/** Null until they are here. */
export const learnt = computed(() => sets.value?.learnt ?? null);
export const unseen = computed(() => sets.value?.unseen ?? null);

export const imagesOf = ({ images, labels }: Examples, digit: Digit): Float32Array[] =>
  Array.from(labels.keys())
    .filter((i) => labels[i] === labelOf(digit))
    .map((i) => images.subarray(i * PIXELS, (i + 1) * PIXELS));

/** A row of each digit, the user's own drawing first; less until all is here. */
export const strip = computed<Drawing[]>(() => PAIR.flatMap((digit) => [...ownOf(digit), ...newOf(digit)]));

function ownOf(digit: Digit): Drawing[] {
  const drawn = own.value[digit];
  if (drawn) return [{ digit, image: drawn, by: "you" }];
  const image = written.value?.[digit];
  return image ? [{ digit, image, by: "page" }] : [];
}

const newOf = (digit: Digit): Drawing[] =>
  unseen.value
    ? imagesOf(unseen.value, digit)
        .slice(0, SHOWN)
        .map((image) => ({ digit, image, by: null }))
    : [];

/** By the page's own pen. */
const written = computed(() => {
  const here = crate.value;
  if (!here) return null;
  const write = (digit: Digit) => here.imageOf({ ...BLANK, strokes: stylesOf(digit)[0] });
  return { 3: write(3), 8: write(8) };
});
