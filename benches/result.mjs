// One line of results.json: the median of the rounds, and how far they lie apart.

export function result(job, browser, values, unit) {
  const sorted = values.toSorted((a, b) => a - b);
  const [min, median, max] = [0, Math.floor(sorted.length / 2), sorted.length - 1].map((at) => sorted[at]);
  return { job, subject: "neuroglyph", browser, threads: 1, median, min, max, unit };
}
