// What is looked at of the dreams: by which method, which digit is large, and at which checkpoint of the run.
import { computed, signal } from "@preact/signals";
import { crate } from "../../store/program";
import { run, type Checkpoint } from "../../store/run";
import { active } from "../../store/snapshots";
import type { Method } from "crate";

export const chosenMethod = signal<Method>("gradient");

/** Whether the network can be asked from the answer back to the picture. */
export const canInvert = computed(
  () => active.value !== null && crate.value?.describe(active.value.recipe).inversion_objection === null,
);

/** The one that was chosen, where it exists. */
export const method = computed<Method>(() => (canInvert.value ? chosenMethod.value : "gradient"));

/** The digit that is shown large. */
export const picked = signal(3);

const NONE: readonly Checkpoint[] = [];

/** Of the active model, if it is in training. */
export const checkpoints = computed(() => {
  const origin = active.value?.origin;
  return (origin?.kind === "run" && origin.run === run.value?.id && run.value.checkpoints) || NONE;
});

const chosenCheckpoint = signal<Checkpoint | null>(null);

/** At which the dream is looked at; null for now. */
export const checkpoint = computed(() => {
  const chosen = chosenCheckpoint.value;
  return chosen && checkpoints.value.includes(chosen) ? chosen : null;
});

export const chooseCheckpoint = (chosen: Checkpoint | null) => (chosenCheckpoint.value = chosen);
