// What Nielsen's network reads, wherever the ink stands and however its pixels come.
import { computed, signal } from "@preact/signals";
import { BLANK } from "../../engine/drawing";
import type { Crate } from "../../engine/crate";
import type { Snapshot } from "../../engine/snapshot";
import { stylesOf } from "../../store/own-digits";
import { image as drawn, prediction } from "../../store/prediction";
import { crate } from "../../store/program";
import { indexOfLargest, joined } from "../arrays";
import { shipped } from "../shipped";
import { MIDDLE, moved, PLACES, shuffled, shuffledWeights, type Order, type Shift } from "./places";

export const nielsen = shipped("nielsen");

const DIGITS = 10;

export const shift = signal<Shift>(MIDDLE);
export const order = signal<Order>("in-place");
/** The row that is shown as numbers, from 0. */
export const row = signal(13);

/** Without a drawing the page's own 3 stands in. */
const standIn = computed(() => crate.value?.imageOf({ ...BLANK, strokes: stylesOf(3)[0] }) ?? null);

/** In the middle; null until the program is here. */
const ink = computed(() => drawn.value ?? standIn.value);
export const isStandIn = computed(() => drawn.value === null);
/** The user's own hand drew it. */
export const isOwn = computed(() => drawn.value !== null && prediction.value.isOwn);

const arranged = (image: Float32Array) => (order.value === "in-place" ? image : shuffled(image));

/** As the network gets it. */
export const standing = computed(() => ink.value && arranged(moved(ink.value, shift.value)));

/** The same ink, put in the middle before its pixels are arranged. */
export const centred = computed(() => {
  const middle = ink.value && crate.value?.centred(moved(ink.value, shift.value));
  return middle ? arranged(middle) : null;
});

export interface Readings {
  /** What it reads where the ink is in the middle and its pixels in place. */
  home: number;
  /** At each of the places. */
  places: number[];
  standing: number;
  centred: number | null;
}

/** Null until the program and the network are here. */
export const readings = computed<Readings | null>(() => {
  const [snapshot, here] = [nielsen.snapshot.value, standing.value];
  if (!crate.value || !snapshot || !ink.value || !here) return null;
  const [home] = read(crate.value, snapshot, snapshot.weights, [ink.value]);
  const weights = order.value === "with-weights" ? permuted(snapshot) : snapshot.weights;
  const [standingDigit, centredDigit = null] = read(crate.value, snapshot, weights, [
    here,
    ...(centred.value ? [centred.value] : []),
  ]);
  return { home, places: everywhere.value ?? [], standing: standingDigit, centred: centredDigit };
});

/** Apart from the rest, as it does not change with the shift. */
const everywhere = computed(() => {
  const snapshot = nielsen.snapshot.value;
  const image = ink.value;
  if (!crate.value || !snapshot || !image) return null;
  const weights = order.value === "with-weights" ? permuted(snapshot) : snapshot.weights;
  return read(
    crate.value,
    snapshot,
    weights,
    PLACES.map((place) => arranged(moved(image, place))),
  );
});

/** At how many of the places it reads what it reads in the middle. */
export const countOf = ({ home, places }: Readings) => places.filter((digit) => digit === home).length;

/** The digit of each image's largest output. */
function read(crate: Crate, { recipe }: Snapshot, weights: Float32Array, images: Float32Array[]): number[] {
  const outputs = crate.networkWith(recipe, weights).query(joined(images));
  return images.map((_, i) => indexOfLargest(outputs.subarray(i * DIGITS, (i + 1) * DIGITS)));
}

const permutations = new WeakMap<Snapshot, Float32Array>();

function permuted(snapshot: Snapshot) {
  const known = permutations.get(snapshot);
  if (known) return known;
  const [first] = snapshot.recipe.layers;
  const weights = shuffledWeights(snapshot.weights, first.kind === "dense" ? first.units : 0);
  permutations.set(snapshot, weights);
  return weights;
}
