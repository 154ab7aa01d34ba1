// Asks a network for pictures of its neurons, and for one of them with its links.
import type { Neuron } from "crate";
import { messageOf } from "../../../npm/src/program/message";
import type { Network } from "../../engine/networks";
import type { Snapshot } from "../../engine/snapshot";
import { farthest } from "../../ui/signed";
import { mapOf, valuesOf, type Stage } from "../../engine/stages";
import { labelOf, nameOf, nounOf } from "./stages";
import { takenText } from "./words";

export interface Picture {
  values: ArrayLike<number>;
  width: number;
  /** What gets full colour. */
  most: number;
}

/** One neuron, as it is for a drawing. */
export interface Closeup {
  title: string;
  words: string;
  /** None without ink, and for a filter. */
  neuron: Neuron | null;
  /** Of its sum, by each pixel. */
  gradient: Float32Array | null;
}

/** Links each way. */
const LINKS = 5;
export const SIDE = 28;

/** Of each network, by neuron of its first layer. */
const weights = new WeakMap<Snapshot, Map<number, Picture>>();

/**
 * A picture of each neuron of a layer.
 * @param activations of the network, none without ink
 */
export function picturesOf(network: Network, snapshot: Snapshot, stage: Stage, activations: Float32Array | null) {
  if (stage.isFirst && stage.kind === "dense") return (index: number) => weightPicture(snapshot, network, stage, index);
  const values = activations && valuesOf(stage, activations);
  const most = farthest(values ?? []);
  if (stage.kind === "dense") return (index: number) => ({ values: [values?.[index] ?? 0], width: 1, most });
  return (filter: number) => {
    const map = mapOf(stage, values ?? new Float32Array(stage.width), filter);
    return pictureOf(map, Math.sqrt(map.length));
  };
}

/** What a neuron of the first layer looks for. */
function weightPicture(snapshot: Snapshot, network: Network, { layer }: Stage, index: number): Picture {
  const known = weights.get(snapshot) ?? new Map<number, Picture>();
  weights.set(snapshot, known);
  const picture = known.get(index) ?? pictureOf(network.incoming(layer, index), SIDE);
  known.set(index, picture);
  return picture;
}

const pictureOf = (values: ArrayLike<number>, width: number): Picture => ({ values, width, most: farthest(values) });

/**
 * @param at the stage
 * @param label the digit that the image is taken for
 * @param isTold by the user
 */
export function closeupOf(
  network: Network,
  stages: Stage[],
  at: number,
  index: number,
  image: Float32Array | null,
  label: number,
  isTold: boolean,
): Closeup {
  const stage = stages[at];
  const title = `${nameOf(stage, at)}, ${nounOf(stage)} ${labelOf(stage, index)}`;
  const nothing = (words: string) => ({ title, words, neuron: null, gradient: null });
  if (stage.kind === "conv")
    return nothing("A filter has no links of its own: at every place it uses the same few weights.");
  if (!image) return nothing("Draw a digit on the pad to see what your ink does to it.");
  try {
    return {
      title,
      words: takenText(label, isTold),
      neuron: network.links(image, label, stage.layer, index, LINKS),
      gradient: network.neuron(stage.layer, index, image),
    };
  } catch (error) {
    return nothing(`This network cannot say: ${messageOf(error)}.`);
  }
}

/** What is at the other end of a link: the stage, −1 for the image, and the neuron. */
export interface End {
  text: string;
  at: number;
  index: number;
}

/** @param at the stage there, −1 for the image */
export function endOf(stages: Stage[], at: number, index: number): End {
  if (at < 0) return { text: `pixel ${(index % SIDE) + 1}, ${Math.floor(index / SIDE) + 1}`, at, index: -1 };
  const { kind, units } = stages[at];
  const neuron = kind === "conv" ? index % units : index;
  return { text: `${nounOf(stages[at])} ${labelOf(stages[at], neuron)}`, at, index: neuron };
}
