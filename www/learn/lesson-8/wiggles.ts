// The loss for one drawing with one weight moved, asked of the network again: of three links at many places.
import { answerOf } from "../answer";
import { client } from "../client";
import type { Snapshot } from "../../engine/snapshot";
import { NAMES, type Case, type Name } from "./case";

/** How far a weight is moved either way, and by how much at once. */
export const FAR = 1;
export const STEP = 0.1;
const PLACES = Math.round((2 * FAR) / STEP) + 1;
const MIDDLE = (PLACES - 1) / 2;

export interface Question {
  snapshot: Snapshot;
  image: Float32Array;
  case: Case;
}

/** Of each link the losses from −FAR to FAR. */
export type Losses = Readonly<Record<Name, Float64Array>>;

async function lossesOf({ snapshot, image, case: { links, label } }: Question): Promise<Losses> {
  const size = snapshot.weights.length;
  const all = new Float32Array(NAMES.length * PLACES * size);
  NAMES.forEach((name, row) => {
    for (let place = 0; place < PLACES; place++) {
      const at = (row * PLACES + place) * size;
      all.set(snapshot.weights, at);
      all[at + links[name].parameter] += (place - MIDDLE) * STEP;
    }
  });
  const examples = { images: image, labels: Uint8Array.of(label) };
  const { losses } = await client.request("evaluate", { recipe: snapshot.recipe, weights: all, examples }, [
    all.buffer,
  ]);
  const [A, B, C] = NAMES.map((_, row) => losses.slice(row * PLACES, (row + 1) * PLACES));
  return { A, B, C };
}

export const wiggles = answerOf(lossesOf);

/** The place of a move among the losses. */
export const placeOf = (move: number) => MIDDLE + Math.round(move / STEP);

/** By how much the loss rises for each 1 of weight: from a wiggle to either side. */
export const slopeOf = (losses: Float64Array) => (losses[MIDDLE + 1] - losses[MIDDLE - 1]) / (2 * STEP);
