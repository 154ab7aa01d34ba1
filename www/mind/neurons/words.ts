// Neurons in words and figures that need no school.
import { aDigit } from "../../ui/format";
import type { Stage } from "../../engine/stages";
import { labelOf, nounOf } from "./stages";

/** Below this a figure says no more than that it is small. */
const LEAST = 0.00001;

/** A number of any size in plain decimals: three of them, or two digits of what is smaller. */
export function figure(value: number) {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size < LEAST) return "almost 0";
  const decimals = size >= 0.0095 ? 3 : 1 - Math.floor(Math.log10(size));
  return `${value < 0 ? "−" : ""}${size.toFixed(decimals)}`;
}

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
