// One line of results.json: the median of the rounds, and how far they lie apart.

/** @param {string} job @param {string} browser @param {number[]} values @param {string} unit @param {object} [subject] who; the page itself unless it is said */
export function result(
  job,
  browser,
  values,
  unit,
  { subject, build, threads } = { subject: "neuroglyph", build: "page", threads: 1 },
) {
  const { median, min, max } = spread(values);
  return { job, subject, build, browser, threads, median, min, max, unit };
}

/** @param {number[]} values */
export function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const [min, median, max] = [0, Math.floor(sorted.length / 2), sorted.length - 1].map((at) => sorted[at]);
  return { median, min, max };
}
