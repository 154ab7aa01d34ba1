// What is asked of the worker that trains, and what it tells.
import type { TrainProgress, Trained } from "../train";
import type { Recipe } from "crate";

/** As IDX files: what the crate reads. */
export interface Files {
  images: Uint8Array<ArrayBuffer>;
  labels: Uint8Array<ArrayBuffer>;
}

export interface Order {
  training: Files;
  test: Files | null;
  recipe: string | Recipe;
  epochs: number | null;
  seed: number | null;
}

export type Requests = {
  train: [Order, Trained];
};

export type Events = {
  progress: TrainProgress;
};
