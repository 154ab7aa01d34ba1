// What is set by hand in lesson 6; where nothing was, what the active model makes of the drawing.
import { computed, signal } from "@preact/signals";
import { BLANK } from "../../engine/drawing";
import { THREE } from "../../store/own-pen";
import { prediction } from "../../store/prediction";
import { crate } from "../../store/program";
import { active } from "../../store/snapshots";
import type { Crate } from "../../engine/crate";
import type { Snapshot } from "../../engine/snapshot";
import { finish } from "../progress";
import { DIGITS, onScale, sharesOf, withShare, type Setting } from "./shares";

export const NUMBER = 6;

/** What is added to every score. */
export const ADDED = 5;
export const TEMPERATURES = [0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4] as const;

/** Of one drawing. */
interface Moved {
  image: Float32Array;
  scores?: readonly number[];
  label?: number;
}

const moved = signal<Moved | null>(null);
const temperature = signal(1);
const added = signal(0);

const STAND_IN = { ...BLANK, strokes: THREE };

/** The drawing or, without one, a 3 of the page's own pen; its scores by the active model, and its second guess. */
export const subject = computed(() => {
  const { image } = prediction.value;
  const shown = image ?? crate.value?.imageOf(STAND_IN);
  if (!crate.value || !active.value || !shown) return null;
  return {
    image: shown,
    scores: scoresOf(crate.value, active.value, shown),
    label: crate.value.predict(active.value, shown).ranking[1],
  };
});

/** The pre-activations of the ten outputs. */
function scoresOf(crate: Crate, snapshot: Snapshot, image: Float32Array) {
  const last = crate.describe(snapshot.recipe).stages.at(-1);
  const values = crate.network(snapshot).activations(image);
  // A stage's activations follow its pre-activations.
  const end = last?.activation ? values.length - last.width : values.length;
  return onScale(Array.from(values.subarray(end - DIGITS, end)));
}

/** Null while there is no network to ask. */
export const setting = computed((): Setting | null => {
  if (!subject.value) return null;
  const { image, scores, label } = subject.value;
  const own = moved.value?.image === image ? moved.value : null;
  return {
    scores: own?.scores ?? scores,
    label: own?.label ?? label,
    temperature: temperature.value,
    added: added.value,
  };
});

/** The scores are no longer the network's. */
export const isSet = computed(() => moved.value?.scores !== undefined && moved.value.image === subject.value?.image);

export const shares = computed(() => setting.value && sharesOf(setting.value));

function move(change: Omit<Moved, "image">) {
  const image = subject.peek()?.image;
  if (!image) return;
  const before = moved.peek();
  moved.value = { ...(before?.image === image ? before : { image }), ...change };
  finish(NUMBER);
}

export function setShare(digit: number, share: number) {
  const now = shares.peek();
  const before = setting.peek();
  if (now && before) move({ scores: withShare(before, now.shares, digit, share) });
}

export const setLabel = (label: number) => move({ label });

export function setTemperature(value: number) {
  temperature.value = value;
  finish(NUMBER);
}

export function setAdded(value: number) {
  added.value = value;
  finish(NUMBER);
}

/** As the network has it. */
export function putBack() {
  moved.value = null;
  temperature.value = 1;
  added.value = 0;
  finish(NUMBER);
}
