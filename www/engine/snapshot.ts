// One network at one moment. What may be asked of it, the crate's class has (crate.ts).
import type { Recipe } from "crate";

/** Where a network comes from: with the page, from a run after so many epochs, from a file, or fine-tuned here. */
export type Origin =
  | { readonly kind: "pretrained" }
  | { readonly kind: "run"; readonly run: string; readonly at: number }
  | { readonly kind: "file"; readonly name: string }
  | { readonly kind: "fine-tuned"; readonly name: string };

export interface Snapshot {
  /** Unique in this page. */
  readonly id: number;
  readonly recipe: Recipe;
  /** All trainable parameters, as `Network.weights()` gives them. */
  readonly weights: Float32Array;
  readonly origin: Origin;
}

let newest = 0;

export const snapshotOf = (recipe: Recipe, weights: Float32Array, origin: Origin): Snapshot => ({
  id: ++newest,
  recipe,
  weights,
  origin,
});

/** What a network is called. */
export const nameOf = ({ recipe, origin }: Snapshot) => ("name" in origin ? origin.name : recipe.name);

/** What it is called at the beginning of a sentence. */
export const titleOf = (snapshot: Snapshot) =>
  snapshot.origin.kind === "pretrained" ? "The network of this page" : nameOf(snapshot);

/** Its weights for a worker, in an array of their own that can be transferred. */
export const transferable = ({ recipe, weights }: Snapshot) => ({ recipe, weights: weights.slice() });
