// The networks that are here, and the active model: the one that reads the pad.
import { computed, signal } from "@preact/signals";
import type { Snapshot } from "../engine/snapshot";

type Choice = "pretrained" | "trained" | "taken";

/** The network that comes with the page, once it is here. */
export const pretrained = signal<Snapshot | null>(null);

const inTraining = signal<Snapshot | null>(null);
const fromElsewhere = signal<Snapshot | null>(null);
const choice = signal<Choice>("pretrained");

/** The network in training, as it was when its weights came last. */
export const trained = computed(() => inTraining.value);
/** A network from a file, or one that was fine-tuned. */
export const taken = computed(() => fromElsewhere.value);

const here = computed<[Choice, Snapshot][]>(() => {
  const all: [Choice, Snapshot | null][] = [
    ["pretrained", pretrained.value],
    ["trained", inTraining.value],
    ["taken", fromElsewhere.value],
  ];
  return all.filter((one): one is [Choice, Snapshot] => one[1] !== null);
});

/** The network that reads the pad; none before it has come. */
export const active = computed(() => here.value.find(([name]) => name === choice.value)?.[1] ?? pretrained.value);

/** The one that reads next, if there is another. */
export const next = computed(() => {
  const at = here.value.findIndex(([, snapshot]) => snapshot === active.value);
  return here.value.length > 1 ? here.value[(at + 1) % here.value.length][1] : null;
});

/** From one network to the next of those that are here. */
export function switchModel() {
  const found = here.value.find(([, snapshot]) => snapshot === next.value);
  if (found) choice.value = found[0];
}

/** The network in training has learnt; the first of a run reads the pad from now on. */
export function showTrained(snapshot: Snapshot) {
  const before = inTraining.value?.origin;
  const isSameRun = before?.kind === "run" && snapshot.origin.kind === "run" && before.run === snapshot.origin.run;
  inTraining.value = snapshot;
  if (!isSameRun) choice.value = "trained";
}

/** Its run is no more. */
export function forgetTrained() {
  inTraining.value = null;
  if (choice.value === "trained") choice.value = "pretrained";
}

/** A network that was not trained in a run reads from now on. */
export function take(snapshot: Snapshot) {
  fromElsewhere.value = snapshot;
  choice.value = "taken";
}

/** Another network, or none, takes the place of the one from elsewhere; it reads only if that did. */
export function replaceTaken(snapshot: Snapshot | null) {
  if (snapshot === null && choice.value === "taken") choice.value = "pretrained";
  fromElsewhere.value = snapshot;
}

/** The network that came with the page reads, and the one from elsewhere is forgotten. */
export function giveBack() {
  fromElsewhere.value = null;
  choice.value = "pretrained";
}
