// Work that can wait a moment: no two pieces of it fall into one frame, so that none of them makes it long.

/** In the order in which it was asked for. */
const waiting: Set<() => void> = new Set();

/** Gathers any number of calls into one, in a frame of its own. */
export function inTurn(work: () => void): () => void {
  return () => {
    if (waiting.size === 0) requestAnimationFrame(next);
    waiting.add(work);
  };
}

/** Once all that waits has had its turn. */
export const allDone = (): Promise<void> => new Promise((resolve) => inTurn(resolve)());

function next() {
  const [work] = waiting;
  waiting.delete(work);
  if (waiting.size > 0) requestAnimationFrame(next);
  work();
}
