// Training in a worker. What is declared here stands in the order in which one reads it, and names nothing that only browsers
// know.
import { trainWith } from "./train/run";
import type { Address } from "./index";
import type { OwnWorker } from "./worker/client";
import type { Recipe } from "crate";

/**
 * Trains a network on images of your own, in a worker that this starts and ends. Meanwhile `onProgress` is told how it goes.
 *
 * @returns when all epochs are over
 * @throws an `Error` that names the image, label or field that is wrong, or says why no worker started; the signal’s reason
 * once it is aborted. What the crate itself refuses also has a `kind`: "recipe", "dataset", "memory", "diverged" …
 */
export const train = (options: TrainOptions): Promise<Trained> => trainWith(() => startWorker(options.worker), options);

export interface TrainOptions extends Examples {
  /** What the network is and how it is trained: the name of a recipe, such as "convnet", or one of your own; "keras-mlp" by default. */
  recipe?: string | Recipe;
  /** Times that it sees all images: 1 to 1,000; as the recipe says by default. */
  epochs?: number;
  /** A whole number: the same images with the same seed make the same network. Chosen at random by default. */
  seed?: number;
  /** Other examples, on which the network is evaluated at the end. */
  test?: Examples;
  /** Called several times a second, and at the end of each epoch. */
  onProgress?: (progress: TrainProgress) => void;
  /** Ends the training when it is aborted: an `AbortSignal`. */
  signal?: Signal;
  /** The address of this package’s `worker.js`, for a bundler that does not find it by itself. Node needs none. */
  worker?: Address;
}

/** Images with what they show. */
export interface Examples {
  /** All of one size, white ink on black: each as numbers 0 to 1, or as bytes 0 to 255 in an array of bytes. */
  images: readonly Image[];
  /** The class of each image: 0 to 254, of digits 0 to 9. */
  labels: ArrayLike<number>;
  /** Of an image that is no square; else the side follows from the values. */
  width?: number;
}

/** Row by row. */
export type Image = Uint8Array | Uint8ClampedArray | Float32Array | readonly number[];

/** How far a training is. */
export interface TrainProgress {
  /** The epoch that is under way, from 1. */
  readonly epoch: number;
  readonly epochs: number;
  /** 0 to 1: how much of all epochs is done. */
  readonly done: number;
  /** Of this epoch so far: the mean loss. */
  readonly loss: number;
  /** Of this epoch so far: the share of images that it got right, 0 to 1. */
  readonly accuracy: number;
  /** Whether this was the end of an epoch. */
  readonly epochOver: boolean;
}

/** A trained network and its figures. */
export interface Trained {
  /** A model file, which `loadReader({ model })` takes if the network reads digits. */
  readonly model: Uint8Array;
  readonly recipe: Recipe;
  readonly seed: number;
  /** Steps that changed the network. */
  readonly steps: number;
  /** Of the last epoch, while the network still changed: the mean loss. */
  readonly loss: number;
  /** Likewise: the share of images that it got right, 0 to 1. */
  readonly accuracy: number;
  /** Of the trained network on the test examples; null without any. */
  readonly test: { readonly loss: number; readonly accuracy: number } | null;
}

/** An `AbortSignal`. */
export interface Signal {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** Its address stands in it as bundlers look for one. */
function startWorker(address?: Address): OwnWorker {
  const worker =
    address === undefined
      ? new Worker(new URL("./worker.js", import.meta.url), { type: "module" })
      : new Worker(typeof address === "string" ? address : address.href, { type: "module" });
  return Object.assign(worker, { absence });
}

/** Browsers do not say why a worker's script did not load. */
const absence = async () =>
  "The worker that trains did not start: its file worker.js was not found where the bundler put it, or a policy forbids it. " +
  'Vite 7’s server needs optimizeDeps: { exclude: ["neuroglyph"] }, other bundlers may need the option `worker`, and a ' +
  "Content Security Policy worker-src 'self'.";
