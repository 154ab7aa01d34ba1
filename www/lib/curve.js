// Points over the epochs of a run, never so many that drawing them takes long.

/** @typedef {import("../trainer/protocol.js").Point} Point */

/** With more points than this, two and two become one. */
const MOST = 900;

/** @param {Point[]} points @param {Point[]} more @returns {Point[]} */
export function extended(points, more) {
  let all = [...points, ...more];
  while (all.length > MOST) all = halved(all);
  return all;
}

/** @param {Point[]} points @returns {Point[]} */
function halved(points) {
  return points.flatMap((point, i) => {
    if (i % 2 === 0) return i + 1 < points.length ? [] : [point];
    const before = points[i - 1];
    const mean = (/** @type {"loss" | "accuracy"} */ what) => (before[what] + point[what]) / 2;
    return [{ at: point.at, loss: mean("loss"), accuracy: mean("accuracy") }];
  });
}
