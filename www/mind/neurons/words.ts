// Neurons in words and figures that need no school.
import { aDigit, figure } from "../../ui/format";
import type { Stage } from "../../engine/stages";
import { labelOf, nounOf } from "./stages";

/** What the pictures of a layer show. */
export function picturesText({ kind, isFirst, isLast }: Stage) {
  const bar = "The bar below is its signal: how strongly it answers your drawing.";
  if (kind === "conv")
    return `One picture a filter, a neuron that looks at every place with the same few weights: where on your drawing it answers. ${bar}`;
  if (isFirst) return `One picture a neuron: ink on blue excites it, ink on orange quiets it. ${bar}`;
  const what = isLast ? "These ten give the answer. They" : "These";
  return `${what} hear the layer before them, not your ink: blue is a signal, orange one below nothing. ${bar}`;
}

/** Where the page of neurons begins and ends, in the order in which they are shown. */
export function pageText({ units }: Stage, first: number, end: number, isByActivity: boolean) {
  const span = `${first + 1} to ${end} of ${units}`;
  return isByActivity ? `${span}, the most active first` : span;
}

/** A neuron in words. */
export const neuronText = (stage: Stage, index: number, signal: number | null) =>
  `${capital(nounOf(stage))} ${labelOf(stage, index)}${signal === null ? "" : `, signal ${figure(signal)}`}`;

/** @param isTold by the user */
export const takenText = (label: number, isTold: boolean) =>
  `Your drawing is taken as ${aDigit(label)}, ${isTold ? "as you said" : "as it was read"}.`;

const capital = (word: string) => word[0].toUpperCase() + word.slice(1);
