// The network that was fine-tuned on the user's drawings: as it was before, and after each of the last times that were
// kept; in the browser too, so that a reload brings it back.
import { computed, effect, signal } from "@preact/signals";
import type { Recipe } from "crate";
import { messageOf } from "../../npm/src/program/message";
import { nameOf, type Origin, type Snapshot } from "../engine/snapshot";
import { database, readAll, VERSION } from "./database";
import { crate } from "./program";
import { isFineTunedState, sifted } from "./soundness";
import { active, pretrained, replaceTaken, take, taken } from "./snapshots";

/** A network between two fine-tunings. */
export interface FineTunedState {
  version: number;
  /** Counts up; the first is as it was before any fine-tuning. */
  number: number;
  /** Of the network. */
  name: string;
  /** It is the one that comes with the page. */
  isPretrained: boolean;
  recipe: Recipe;
  weights: Float32Array;
}

/** Fine-tunings that can be taken back. */
const MOST = 5;

/** Oldest first; none, or at least two. */
const states = signal<readonly FineTunedState[]>([]);
const isRefused = signal(false);
const failure = signal("");
const damage = signal(0);
/** As it was last, in this page. */
const latest = signal<Snapshot | null>(null);
/** Of the states that were here as such: the same network again has the same identity. */
const snapshots = new WeakMap<FineTunedState, Snapshot>();

/** Times that can be taken back. */
export const timesKept = computed(() => Math.max(0, states.value.length - 1));
/** The network as it is now, if it was fine-tuned. */
export const fineTuned = computed(() => (timesKept.value > 0 ? latest.value : null));
/** It reads the pad. */
export const isFineTunedActive = computed(() => fineTuned.value !== null && active.value === fineTuned.value);
/** The browser keeps nothing of it. */
export const isForbidden = computed(() => isRefused.value);
/** How many of its states are damaged, and left out. */
export const damaged = computed(() => damage.value);
/** Why it cannot be used, in a sentence. */
export const fault = computed(() => failure.value);

/** That of an earlier visit reads the pad again, as soon as the program is here. */
export async function restoreFineTuned() {
  await attempt(async () => {
    const found = sifted(await readAll("taught"), isFineTunedState);
    damage.value = found.damaged.length;
    const whole = withStart(found.whole);
    if (states.value.length === 0 && whole.length > 1) states.value = whole;
  });
  const current = states.value.at(-1);
  if (!current) return;
  const stop = effect(() => {
    if (!crate.value || !pretrained.value) return;
    queueMicrotask(() => {
      stop();
      if (!taken.value && states.value.at(-1) === current) show(current);
    });
  });
}

/** A fine-tuning that changed a network: the one that was fine-tuned before, or another in its place. */
export function keepFineTuned(before: Snapshot, after: Snapshot) {
  const goesOn = timesKept.value > 0 && before === latest.value;
  const all = goesOn ? states.value : [stateOf(before, 0)];
  const state = stateOf(after, (all.at(-1)?.number ?? 0) + 1);
  states.value = [...all, state].slice(-1 - MOST);
  show(state);
  return write();
}

/** Takes back the last one. */
export function undoFineTuning() {
  const [before, rest] = [states.value[states.value.length - 2], states.value.slice(0, -1)];
  return goBack(before, timesKept.value > 1 ? rest : []);
}

/** Takes back all of them. */
export const forgetFineTuned = () => goBack(states.value[0], []);

/** Only the network that was fine-tuned makes way for the one that it was before, never another that was loaded since. */
function goBack(before: FineTunedState, rest: readonly FineTunedState[]) {
  const isHere = taken.value !== null && taken.value === fineTuned.value;
  states.value = rest;
  const snapshot = before.isPretrained ? null : use(before);
  if (isHere && snapshot !== undefined) replaceTaken(snapshot);
  return write();
}

/** It reads the pad once more, after another network did. */
export const letFineTunedRead = () => fineTuned.value && take(fineTuned.value);

/** The network of a state reads from now on; one that cannot be used leaves the pad to whoever has it. */
function show(state: FineTunedState) {
  const snapshot = use(state);
  if (snapshot) take(snapshot);
}

/** The network of a state is the one that is here; nothing if it cannot be used. */
function use(state: FineTunedState): Snapshot | undefined {
  failure.value = "";
  try {
    const snapshot = snapshots.get(state) ?? snapshotOf(state);
    if (!snapshot) return;
    snapshots.set(state, snapshot);
    latest.value = snapshot;
    return snapshot;
  } catch (error) {
    console.warn(error);
    failure.value = `${state.name} cannot be used any more: ${messageOf(error).replace(/\.$/, "")}.`;
  }
}

function snapshotOf({ name, number, recipe, weights }: FineTunedState) {
  const origin: Origin = { kind: number === 0 ? "file" : "fine-tuned", name };
  return crate.value?.snapshot(recipe, weights, origin);
}

function stateOf(snapshot: Snapshot, number: number): FineTunedState {
  const { recipe, weights, origin } = snapshot;
  const isPretrained = origin.kind === "pretrained";
  const state = { version: VERSION, number, name: nameOf(snapshot), isPretrained, recipe, weights };
  // A moment of a run is no network of the page's beside that run.
  if (origin.kind !== "run") snapshots.set(state, snapshot);
  return state;
}

/** Where only the last state is left, the network of the page takes the place of the one that it began as. */
export function withStart(whole: readonly FineTunedState[]): readonly FineTunedState[] {
  const [first] = whole;
  return whole.length === 1 && first.number > 0 ? [{ ...first, number: 0, isPretrained: true }, first] : whole;
}

function write() {
  const now = states.value;
  // What is damaged goes with it.
  damage.value = 0;
  return attempt(async () => {
    const { store, done } = (await database()).transaction("taught", "readwrite");
    await Promise.all([store.clear(), ...now.map((state) => store.put(state)), done]);
  });
}

async function attempt(work: () => Promise<unknown>) {
  try {
    await work();
  } catch (error) {
    console.warn("The browser keeps no network that was fine-tuned.", error);
    isRefused.value = true;
  }
}
