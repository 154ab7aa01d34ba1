// What the page and the worker that looks into networks say to each other.

/** @typedef {import("../../target/glue/neuroglyph.js").Recipe} Recipe */
/** @typedef {import("../../target/glue/neuroglyph.js").Method} Method */
/** @typedef {import("../../target/glue/neuroglyph.js").Examination} Examination */

/** @typedef {{ recipe: Recipe, weights: Float32Array<ArrayBuffer> }} Snapshot a network as it was at one moment */

/**
 * What the page asks, and what it is answered. Weights are transferred.
 * @typedef {object} Requests
 * @property {[Question, Dreams]} dream
 */

/**
 * @typedef {object} Question of what a network thinks the digits look like
 * @property {Snapshot} snapshot
 * @property {Method} method
 * @property {number} [digit] all ten unless said
 * @property {Float32Array} [start] images where the way up the gradient begins: plain grey unless said
 * @property {number} [steps] up the gradient
 */

/**
 * @typedef {object} Dreams
 * @property {Float32Array} images 784 values in 0..1 a digit
 * @property {Float32Array} outputs ten an image, of the network that reads its own dream
 * @property {number} steps up the gradient
 * @property {number} ms that it took
 */

/** What the worker tells unasked. @typedef {{}} Events */

export {};
