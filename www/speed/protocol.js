// What the page and the worker that measures the device say to each other.

/**
 * What the page asks, and what it is answered.
 * @typedef {object} Requests
 * @property {[{}, void]} measure answered when all is measured
 */

/**
 * @typedef {object} Figure
 * @property {string} job
 * @property {number} cores that share the work
 * @property {number} value @property {string} unit
 * @property {number} flops floating-point operations a second
 */

/**
 * What the worker tells unasked.
 * @typedef {object} Events
 * @property {{ job: string, cores: number, done: number, total: number }} begun done: of all jobs so many
 * @property {{ flops: number }} peak of one core, a second
 * @property {Figure} figure
 */

export {};
