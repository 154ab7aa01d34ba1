// Asks a network about its neurons: their pictures, a page at a time, and one of them with its links.
import { aDigit } from "../lib/format.js";
import { messageOf } from "../lib/message.js";
import { farthest } from "../lib/signed.js";
import { called, mapOf, nameOf } from "../lib/stages.js";
import { LINKS } from "../view/mind/links.js";

/** @typedef {import("../crate.js").Reader} Reader */
/** @typedef {import("../lib/stages.js").Stage} Stage */
/** @typedef {import("../view/mind/neurons.js").Shown["pictures"]} Pictures */

const SIDE = 28;

/** What neurons of the first layer look for. @param {Reader} reader @param {Stage} stage @param {number} first @param {number} end @returns {Pictures} */
export const weightPictures = ({ network }, { layer }, first, end) =>
  range(first, end).map((index) => ({ values: network.incoming(layer, index), width: SIDE }));

/** What filters find in a drawing, or how loudly neurons answer. @param {Stage} stage @param {Float32Array | null} values that it puts out @param {number} first @param {number} end @returns {Pictures} */
export function answerPictures(stage, values, first, end) {
  const most = farthest(values ?? []);
  return range(first, end).map((index) => {
    if (stage.kind === "dense") return { values: [values && most > 0 ? values[index] / most : 0], width: 1 };
    const map = mapOf(stage, values ?? new Float32Array(stage.width), index);
    return { values: map, width: Math.sqrt(map.length) };
  });
}

/**
 * @param {Reader} reader @param {Stage[]} stages @param {number} at the stage @param {number} index
 * @param {Float32Array | null} image @param {number} label the digit that the image is taken for @param {boolean} isTold by the user
 * @returns {import("../view/mind/links.js").Chosen}
 */
export function look({ network }, stages, at, index, image, label, isTold) {
  const stage = stages[at];
  const noun = stage.isLast ? "digit" : stage.kind === "conv" ? "filter" : "neuron";
  const title = `${nameOf(stage, at)}, ${noun} ${called(stage, index)}`;
  const nothing = (/** @type {string} */ words) => ({ title, words, neuron: null, gradient: null });
  if (stage.kind === "conv") return nothing("A filter has no links of its own: at every place it uses the same few weights.");
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

/** What is at the other end of a link: its name, and which neuron to go to. @param {Stage[]} stages @param {number} at the stage there, −1 for the image @param {number} index */
export function endOf(stages, at, index) {
  if (at < 0) return { text: `pixel ${(index % SIDE) + 1}, ${Math.floor(index / SIDE) + 1}`, at, index: -1 };
  const { kind, count, isLast } = stages[at];
  if (kind === "conv") return { text: `filter ${(index % count) + 1}`, at, index: index % count };
  return { text: `${isLast ? "digit" : "neuron"} ${called(stages[at], index)}`, at, index };
}

/** @param {number} first @param {number} end */
const range = (first, end) => Array.from({ length: end - first }, (_, i) => first + i);
