// Work that can wait a moment: no two pieces of it fall into one frame, so that none of them makes it long.

/** In the order in which it was asked for. @type {Set<() => void>} */
const waiting = new Set();

/** Gathers any number of calls into one, in a frame of its own. @param {() => void} work @returns {() => void} */
export function inTurn(work) {
  return () => {
    if (waiting.size === 0) requestAnimationFrame(next);
    waiting.add(work);
  };
}

/** Once all that waits has had its turn. @returns {Promise<void>} */
export const allDone = () => new Promise((resolve) => inTurn(resolve)());

function next() {
  const [work] = waiting;
  waiting.delete(work);
  if (waiting.size > 0) requestAnimationFrame(next);
  work();
}
