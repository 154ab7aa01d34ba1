// Asks a network about its neurons: their pictures, a page at a time, and one of them with its links.
import { aDigit } from "../../ui/format";
import { messageOf } from "../../engine/message";
import { farthest } from "../../ui/signed";
import { called, mapOf, nameOf, type Stage } from "./stages";
import { LINKS, type Chosen } from "./links";
import type { Shown } from "./neurons-view";
import type { Reader } from "../../engine/crate";

type Pictures = Shown["pictures"];

const SIDE = 28;

/** What neurons of the first layer look for. */
export const weightPictures = ({ network }: Reader, { layer }: Stage, first: number, end: number): Pictures =>
  range(first, end).map((index) => ({ values: network.incoming(layer, index), width: SIDE }));

/**
 * What filters find in a drawing, or how loudly neurons answer.
 * @param values that it puts out
 */
export function answerPictures(stage: Stage, values: Float32Array | null, first: number, end: number): Pictures {
  const most = farthest(values ?? []);
  return range(first, end).map((index) => {
    if (stage.kind === "dense") return { values: [values && most > 0 ? values[index] / most : 0], width: 1 };
    const map = mapOf(stage, values ?? new Float32Array(stage.width), index);
    return { values: map, width: Math.sqrt(map.length) };
  });
}

/**
 * @param at the stage
 * @param label the digit that the image is taken for
 * @param isTold by the user
 */
export function look(
  { network }: Reader,
  stages: Stage[],
  at: number,
  index: number,
  image: Float32Array | null,
  label: number,
  isTold: boolean,
): Chosen {
  const stage = stages[at];
  const noun = stage.isLast ? "digit" : stage.kind === "conv" ? "filter" : "neuron";
  const title = `${nameOf(stage, at)}, ${noun} ${called(stage, index)}`;
  const nothing = (words: string) => ({ title, words, neuron: null, gradient: null });
  if (stage.kind === "conv")
    return nothing("A filter has no links of its own: at every place it uses the same few weights.");
  if (!image) return nothing("Draw a digit on the pad to see what your ink does to it.");
  try {
    return {
      title,
      words: `Your drawing is taken as ${aDigit(label)}, ${isTold ? "as you said" : "as it was read"}.`,
      neuron: network.links(image, label, stage.layer, index, LINKS),
      gradient: network.neuron(stage.layer, index, image),
    };
  } catch (error) {
    return nothing(`This network cannot say: ${messageOf(error)}.`);
  }
}

/**
 * What is at the other end of a link: its name, and which neuron to go to.
 * @param at the stage there, −1 for the image
 */
export function endOf(stages: Stage[], at: number, index: number) {
  if (at < 0) return { text: `pixel ${(index % SIDE) + 1}, ${Math.floor(index / SIDE) + 1}`, at, index: -1 };
  const { kind, units, isLast } = stages[at];
  if (kind === "conv") return { text: `filter ${(index % units) + 1}`, at, index: index % units };
  return { text: `${isLast ? "digit" : "neuron"} ${called(stages[at], index)}`, at, index };
}

const range = (first: number, end: number) => Array.from({ length: end - first }, (_, i) => first + i);
