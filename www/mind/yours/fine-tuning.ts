// Teaches the active model what the user said of their drawings: the worker fine-tunes a copy, its effect is seen, and then
// it is kept or dropped. The test images are read before and after; a network that was read is not read again.
import { signal } from "@preact/signals";
import { messageOf } from "../../../npm/src/program/message";
import { transferable, type Snapshot } from "../../engine/snapshot";
import { fineTuned, keepFineTuned, timesKept, undoFineTuning } from "../../store/fine-tuned";
import { labelledDrawings } from "../../store/labelled-drawings";
import { crate } from "../../store/program";
import { active } from "../../store/snapshots";
import { client, fineTuning, losses } from "../client";
import { evaluate } from "../errors/evaluation";
import { fetchImages, imagesFault, where } from "../errors/test-images";
import type { FineTuned } from "../worker/protocol";
import type { Accuracies } from "./words";

/** A network that was fine-tuned, beside itself before. */
export interface Proposal extends Omit<FineTuned, "weights"> {
  from: Snapshot;
  to: Snapshot;
  /** Of the drawings. */
  labels: Uint8Array;
  isKept: boolean;
}

const UNKNOWN: Accuracies = { before: null, after: null, fault: "" };

export const isTeaching = signal(false);
/** What was taught last. */
export const proposal = signal<Proposal | null>(null);
export const accuracies = signal(UNKNOWN);
/** In a sentence. */
export const fault = signal("");
/** Of the worker whose rehearsed images are here: how many were lost before it. */
const rehearsedBy = signal<number | null>(null);

/** The training images that are rehearsed are in the worker. */
export const isRehearsalHere = () => rehearsedBy.value === losses.value;

export async function teach() {
  const from = active.value;
  const drawings = labelledDrawings.value;
  if (!from || isTeaching.value || drawings.length === 0) return;
  const isFresh = fault.value !== "";
  fault.value = "";
  proposal.value = fineTuning.value = null;
  accuracies.value = UNKNOWN;
  isTeaching.value = true;
  try {
    const labels = Uint8Array.from(drawings, ({ label }) => label);
    const images = Uint8Array.from(drawings.flatMap(({ image }) => Array.from(image)));
    const snapshot = transferable(from);
    const task = { snapshot, drawings: images, labels, seed: timesKept.value, isFresh };
    const found = await client.request("fineTune", task, [snapshot.weights.buffer, images.buffer]);
    rehearsedBy.value = losses.value;
    propose(from, found, labels);
  } catch (error) {
    console.warn(error);
    fault.value = `It learnt nothing, and nothing was changed: ${messageOf(error).replace(/\.$/, "")}.`;
  }
  isTeaching.value = false;
  if (proposal.value) await evaluateProposal(proposal.value);
}

function propose(from: Snapshot, { weights, ...found }: FineTuned, labels: Uint8Array) {
  const name = `${from.recipe.name}, taught`;
  const to = found.steps > 0 ? crate.value?.snapshot(from.recipe, weights, { kind: "fine-tuned", name }) : from;
  if (to) proposal.value = { ...found, from, to, labels, isKept: false };
}

async function evaluateProposal({ from, to }: Proposal) {
  const tell = (news: Partial<Accuracies>) => {
    if (proposal.value?.to === to) accuracies.value = { ...accuracies.value, ...news };
  };
  try {
    await fetchImages();
    if (where.value !== "here") throw new Error(imagesFault.value);
    tell({ before: (await evaluate(from)).accuracy });
    tell({ after: (await evaluate(to)).accuracy });
  } catch (error) {
    console.warn(error);
    tell({ fault: messageOf(error) });
  }
}

/** Before and after stay to be seen. */
export function keep() {
  const kept = proposal.value;
  if (!kept || kept.isKept) return;
  proposal.value = { ...kept, isKept: true };
  void keepFineTuned(kept.from, kept.to);
}

export function undo() {
  if (proposal.value?.isKept !== false && timesKept.value > 0) void undoFineTuning();
  proposal.value = null;
}

/** What is proposed was not learnt by the network that was taught before: to keep it is to lose that one. */
export const isReplacing = () =>
  proposal.value?.isKept === false && fineTuned.value !== null && proposal.value.from !== fineTuned.value;
