// A fine-tuning and its effect in words and figures.
import { aDigit, percent } from "../../ui/format";
import type { Events, FineTuned, Read } from "../worker/protocol";

export type Row = { what: string; before: string; after: string };
/** `labels`: of the drawings; `isKept`: it reads the pad since. */
export type Taught = Omit<FineTuned, "weights"> & { labels: Uint8Array; isKept: boolean };
/** The share of the test images that is read right; null while that is not known, and why it never will be. */
export interface Accuracies {
  before: number | null;
  after: number | null;
  fault: string;
}
interface Now {
  labelled: readonly { label: number }[];
  isTeaching: boolean;
  proposal: Taught | null;
  /** In a sentence. */
  fault: string;
  /** Times that were kept. */
  times: number;
  /** The network that was taught reads the pad. */
  isReading: boolean;
  /** Another network was taught before. */
  isReplacing: boolean;
}

/** What it did to the last drawing, and to all of them. */
export function effectOf({ before, after, labels }: Taught): Row[] {
  const last = labels.length - 1;
  const right = (reads: Read[]) => reads.filter(({ read }, i) => read === labels[i]).length;
  const all = (reads: Read[]) => `${right(reads)} of ${labels.length}`;
  return [
    { what: `Your last digit, ${aDigit(labels[last])}`, before: readOf(before[last]), after: readOf(after[last]) },
    { what: "Your digits, read right", before: all(before), after: all(after) },
  ];
}

/**
 * What it did to what it knew.
 * @param share of the images that is read, of the network that is evaluated now
 */
export function knownOf({ before, after, fault }: Accuracies, share: number): Row {
  const said = (accuracy: number | null, isNext: boolean) => {
    if (accuracy !== null) return `${(100 * accuracy).toFixed(2)} %`;
    if (fault) return "not known";
    return isNext ? `reading, ${Math.floor(100 * share)} %` : "to come";
  };
  return {
    what: "10,000 test images, read right",
    before: said(before, true),
    after: said(after, before !== null),
  };
}

const readOf = ({ read, sure }: Read) =>
  read === null ? `no answer, ${percent(sure)} at most` : `${read}, ${percent(sure)} sure`;

export function wordsOf({ labelled, isTeaching, proposal, fault, times, isReading, isReplacing }: Now) {
  if (isTeaching) return "It learns your digits.";
  if (fault) return fault;
  if (proposal && !proposal.isKept)
    return `${proposalText(proposal)}${isReplacing ? " Keeping it replaces the network that you taught before." : ""}`;
  if (times > 0) {
    const kept = times === 1 ? "What you taught it is kept" : `What you taught it, ${times} times, is kept`;
    return isReading
      ? `${kept}, and the network that was taught reads your pad. Undo takes ${times === 1 ? "it" : "the last time"} back.`
      : `${kept}, but another network reads your pad.`;
  }
  const last = labelled.at(-1);
  if (!last) return "Say of a digit above whether it was read right, and it can be taught here.";
  return labelled.length === 1
    ? `It can learn from your digit, ${aDigit(last.label)}.`
    : `It can learn from your ${labelled.length} digits, the last one ${aDigit(last.label)}.`;
}

function proposalText({ steps, labels, after }: Taught) {
  if (steps === 0) return "It is sure of all your digits already: there is nothing to teach.";
  const last = labels.length - 1;
  const label = labels[last];
  const then = `After ${steps} small ${steps === 1 ? "step" : "steps"} it`;
  if (after[last].read === label) return `${then} reads your ${label} right. Keep it?`;
  return `${then} still does not read your ${label}. Draw a few more of them and teach again, or keep what it has learnt.`;
}

/** How far it is, which is not read out. */
export function progressOf(stage: Events["fineTuning"] | null) {
  if (!stage) return "";
  return stage.stage === "steps" ? `Step ${stage.done}` : `${(stage.done / 1e6).toFixed(1)} MB`;
}

/**
 * @param missing bytes of images that have to be fetched; null while that is not known
 * @param times that were kept
 */
/** @param damaged states of the network that was taught, which are left out */
export function footOf(missing: number | null, times: number, isForbidden: boolean, damaged: number) {
  const words = damaged > 0 ? "Something of what you taught it was damaged and is left out. " : "";
  return words + keptWords(missing, times, isForbidden);
}

function keptWords(missing: number | null, times: number, isForbidden: boolean) {
  if (isForbidden) return "This browser keeps nothing for this page, so a reload will lose what you taught it.";
  const kept =
    "What you taught it is kept in this browser and goes nowhere else. The last five times can be taken back.";
  const fetched = missing ? `Teaching it fetches ${(missing / 1e6).toFixed(1)} MB of MNIST’s images.` : "";
  return times > 0 ? `${kept} ${fetched}`.trim() : fetched || "All that it needs is here: nothing is fetched.";
}
