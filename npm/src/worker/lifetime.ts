// Tells when a worker has ended. The browser says nothing of one that is terminated, but releases the locks that it held:
// each worker holds one for its lifetime, and the page waits for the same lock. Chromium gives a worker that is inside
// WebAssembly two seconds to come out before it ends it: so long its lock is held.

const forever = new Promise(() => {});

/**
 * The worker's side.
 * @returns the name of the lock that it holds; none where the browser has no locks
 */
export async function holdLock() {
  try {
    const name = `neuroglyph-worker-${crypto.randomUUID()}`;
    await new Promise<void>((held, denied) => {
      const hold = () => {
        held();
        return forever;
      };
      navigator.locks.request(name, hold).catch(denied);
    });
    return name;
  } catch {
    // Only a page from a secure origin has locks.
    return "";
  }
}

/**
 * The page's side.
 * @param name of the lock
 * @param signal that nobody needs to know any more
 */
export function whenReleased(name: string, signal: AbortSignal, ended: () => void) {
  if (name === "" || signal.aborted) return;
  // What `ended` throws is its own, and nothing of the lock's.
  const released = () => queueMicrotask(() => signal.aborted || ended());
  navigator.locks?.request(name, { signal }, released).catch(() => undefined);
}
