// What the page and the worker that looks into networks say to each other.

/** @typedef {import("../../target/glue/neuroglyph.js").Recipe} Recipe */
/** @typedef {import("../../target/glue/neuroglyph.js").Method} Method */
/** @typedef {import("../../target/glue/neuroglyph.js").Prior} Prior */
/** @typedef {import("../../target/glue/neuroglyph.js").Examination} Examination */

/** @typedef {{ images: Float32Array, taken: number, steps: number, prior: Prior }} Climb images on their way up the gradient, after so many of its steps */

/** @typedef {{ recipe: Recipe, weights: Float32Array<ArrayBuffer> }} Snapshot a network as it was at one moment */

/**
 * What the page asks, and what it is answered. Arrays are transferred.
 * @typedef {object} Requests
 * @property {[Question, Dreams | null]} dream null: it was left
 * @property {[{}, boolean]} leave the dreams that are watched are not wanted any more
 * @property {[{ from: "cache" | "server" | "server, past every cache" }, boolean]} load MNIST's test images, and whether they are here now
 * @property {[{ snapshot: Snapshot } | { outputs: Float32Array }, Examined]} examine over all test images, of which the outputs may be known already
 * @property {[{ indices: number[] }, Uint8Array]} images 784 bytes each
 * @property {[Lesson, Taught]} teach
 * @property {[{ snapshot: Snapshot } | { file: Uint8Array }, Hands]} hands how it, or the network in a model file, reads synthetic handwriting
 */

/**
 * @typedef {object} Question of what a network thinks the digits look like
 * @property {Snapshot} snapshot
 * @property {number} [digit] all ten unless said
 * @property {Float32Array} [start] images where the way up the gradient begins: plain grey unless said
 * @property {number} [steps] up the gradient: as many as the crate takes unless said
 * @property {Prior} [prior] what the crate chooses for the network unless said
 * @property {boolean} [isWatched] the worker tells how far the climb is
 */

/**
 * @typedef {object} Dreams by both methods
 * @property {Float32Array} gradient 784 values in 0..1 a digit
 * @property {Float32Array} gradient_outputs ten an image: of the network that reads its own dream
 * @property {Float32Array} [inversion] the same, where it exists
 * @property {Float32Array} [inversion_outputs]
 * @property {Prior} prior of the gradient
 * @property {number} steps up the gradient
 * @property {number} ms that all of it took
 */

/**
 * @typedef {object} Lesson drawings that a network shall learn, and has been shown beforehand if it knows them
 * @property {Snapshot} snapshot
 * @property {Uint8Array} drawings 784 bytes each
 * @property {Uint8Array} labels
 * @property {number} seed
 * @property {boolean} isFresh images that did not arrive are fetched past every cache
 */

/**
 * @typedef {object} Taught
 * @property {Float32Array<ArrayBuffer>} weights after the lesson
 * @property {number} steps that it took; none if there was nothing to learn
 * @property {Effect} before @property {Effect} after
 */

/** @typedef {{ accuracy: number, reads: Read[] }} Effect accuracy: over the test images; reads: one a drawing */
/** @typedef {{ read: number | null, sure: number }} Read the digit, if it gives an answer; sure: its largest output */

/** @typedef {{ hands: Hand[], ms: number }} Hands one a style, in the crate's order; ms: that reading them took */

/**
 * @typedef {object} Hand a way of writing a digit, and how its samples are read
 * @property {number} digit
 * @property {string} name
 * @property {number} samples @property {number} right
 * @property {Read & { image: Float32Array }} hardest of the samples
 */

/** @typedef {Examination & { labels: Uint8Array }} Examined labels: the digits that were written */

/**
 * What the worker tells unasked.
 * @typedef {object} Events
 * @property {{ cores: number }} cores that the worker computes on
 * @property {Climb} climb of the dreams that are asked for and watched
 * @property {{ received: number }} images bytes that came over the network
 * @property {{ stage: "images" | "before" | "teach" | "after", done: number }} lesson how far it is; done: bytes of images, the share of them that is read, or steps
 */

export {};
