// What the page and the worker that trains say to each other.

/** @typedef {import("../../target/glue/neuroglyph.js").Progress} Progress */
/** @typedef {import("../../target/glue/neuroglyph.js").Recipe} Recipe */

/**
 * @typedef {object} Point of the curve
 * @property {number} at epochs since the beginning
 * @property {number} loss
 * @property {number} accuracy 0..1
 */

/**
 * @typedef {object} Sum over the training images since the last point of the curve
 * @property {number} loss
 * @property {number} correct
 * @property {number} samples
 * @property {number} [digits] of the samples; all of them if it is not said
 */

/**
 * @typedef {object} Saved all that a run needs to go on as if it had never stopped
 * @property {Blob} state `Training.to_bytes()`
 * @property {Sum} sum
 * @property {number} tested the step at which test images were read last
 * @property {Progress} progress
 */

/**
 * What the page asks, and what it is answered. Buffers are transferred.
 * @typedef {object} Requests
 * @property {[{ recipe: Recipe, seed: number }, void]} open begins a run and pauses before its first step
 * @property {[Saved, void]} restore
 * @property {[{ only?: "step" }, void]} go trains until told otherwise, or takes one step; answered when it has begun
 * @property {[{}, void]} pause answered when it stands still
 * @property {[{ learning_rate?: number, dropout?: number }, void]} set
 * @property {[{ into?: Float32Array<ArrayBuffer> }, Float32Array<ArrayBuffer>]} weights in the array that is handed over, if it fits
 * @property {[{}, Saved]} save
 * @property {[{}, Uint8Array<ArrayBuffer>]} model a model file
 * @property {[{}, void]} refetch takes the images in again, past every cache
 */

/** @typedef {keyof Requests} Verb */
/** @typedef {{ [V in Verb]: (data: Requests[V][0]) => Promise<Requests[V][1]> }} Answers */

/**
 * What the worker tells unasked.
 * @typedef {object} Events
 * @property {{ cores: number }} cores that share the work; where it is one, no threads are used
 * @property {{ received: number }} images bytes that came over the network
 * @property {Pace} progress several times a second
 * @property {Checkpoint} checkpoint after test images were read
 * @property {Outputs} outputs at the end of an epoch, of the checkpoint before
 * @property {{ progress: Progress }} rest it stands still: paused, or finished
 * @property {{ kind: "diverged" | "images" | "broken", message: string }} fault it stands still, and why
 */

/**
 * @typedef {object} Pace
 * @property {Progress} progress
 * @property {Point[]} points new ones, of training images
 * @property {number} samples_per_second
 * @property {number} seconds_left
 */

/**
 * @typedef {object} Checkpoint
 * @property {number} at
 * @property {number} steps
 * @property {number} loss of the test images
 * @property {number} accuracy
 * @property {boolean} epoch_over
 * @property {Float32Array<ArrayBuffer>} weights
 * @property {Blob} file the same, to be stored: made in the worker, where it holds nobody up
 */

/**
 * @typedef {object} Outputs what the network made of the test images
 * @property {number} at epochs since the beginning
 * @property {Float32Array<ArrayBuffer>} outputs ten an image
 */

/** @typedef {keyof Events} EventName */

/** Epochs since the beginning. @param {Progress} progress */
export const at = ({ epoch, examples, examples_in_epoch }) => epoch - 1 + examples / examples_in_epoch;
