// What the page and the worker that looks into networks say to each other.

/** @typedef {import("../../target/glue/neuroglyph.js").Recipe} Recipe */
/** @typedef {import("../../target/glue/neuroglyph.js").Method} Method */
/** @typedef {import("../../target/glue/neuroglyph.js").Examination} Examination */

/** @typedef {{ recipe: Recipe, weights: Float32Array<ArrayBuffer> }} Snapshot a network as it was at one moment */

/**
 * What the page asks, and what it is answered. Arrays are transferred.
 * @typedef {object} Requests
 * @property {[Question, Dreams]} dream
 * @property {[{ from: "cache" | "server" | "server, past every cache" }, boolean]} load MNIST's test images, and whether they are here now
 * @property {[{ snapshot: Snapshot } | { outputs: Float32Array }, Examined]} examine over all test images, of which the outputs may be known already
 * @property {[{ indices: number[] }, Uint8Array]} images 784 bytes each
 */

/**
 * @typedef {object} Question of what a network thinks the digits look like
 * @property {Snapshot} snapshot
 * @property {number} [digit] all ten unless said
 * @property {Float32Array} [start] images where the way up the gradient begins: plain grey unless said
 * @property {number} steps up the gradient
 */

/**
 * @typedef {object} Dreams by both methods
 * @property {Float32Array} gradient 784 values in 0..1 a digit
 * @property {Float32Array} gradient_outputs ten an image: of the network that reads its own dream
 * @property {Float32Array} [inversion] the same, where it exists
 * @property {Float32Array} [inversion_outputs]
 * @property {number} steps up the gradient
 * @property {number} ms that all of it took
 */

/** @typedef {Examination & { labels: Uint8Array }} Examined labels: the digits that were written */

/**
 * What the worker tells unasked.
 * @typedef {object} Events
 * @property {{ received: number }} images bytes that came over the network
 */

export {};
