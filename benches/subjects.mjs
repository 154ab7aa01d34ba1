// Who is measured. A subject is a module of benches/web/subjects/ with what it is opened with; each has a page of its own.

/**
 * @typedef {object} Subject
 * @property {string} subject
 * @property {string} build which of its builds or back ends; chosen by a trial for every job if it says "best"
 * @property {number} threads
 * @property {string} module in benches/web/subjects/
 * @property {object} options what the module is opened with
 */

/** @param {{ glue: string, wasm: string }} built the page's own program, in dist/ @returns {Subject[]} ours first, then the peers */
export const subjectsOf = (built) => [
  { subject: "neuroglyph", build: "simd128", threads: 1, module: "neuroglyph.js", options: built },
  { subject: "tfjs", build: "best", threads: 1, module: "tfjs.js", options: {} },
];
