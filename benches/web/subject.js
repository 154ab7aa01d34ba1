// In a subject's own place: opens its module, and measures it.

/**
 * @typedef {object} Ready a job that can be gone on with
 * @property {string} build
 * @property {() => number | Promise<number>} work a portion; how many samples or queries it was
 */

/** Milliseconds of a job before it is measured: until then compilers may still be at it. */
const WARM_MS = 1000;

/** @type {any} */
let subject;
/** By the job's name. @type {Map<string, Ready>} */
const ready = new Map();

/** @param {Ready} ready @param {number} ms at least @returns {Promise<number>} milliseconds for one */
async function time({ work }, ms) {
  const begin = performance.now();
  let done = 0;
  let passed = 0;
  while (passed < ms) {
    done += await work();
    passed = performance.now() - begin;
  }
  return passed / done;
}

export const verbs = {
  /** @param {string} module @param {object} options */
  async open(module, options) {
    const { open } = await import(`./subjects/${module}`);
    subject = await open(options);
  },
  async prepare(job) {
    const prepared = await subject.prepare(job);
    ready.set(job.job, prepared);
    await time(prepared, WARM_MS);
    return prepared.build;
  },
  async round(job, ms) {
    const each = await time(ready.get(job.job), ms);
    return job.unit === "ms" ? each : 1000 / each;
  },
};
