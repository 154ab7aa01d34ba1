// Which saved run belongs to which tab, so that two tabs never write the same one.

interface SavedRun {
  id: string;
  /** Milliseconds since 1970. */
  updated: number;
}

const PREFIX = "neuroglyph-run-";

/** Without locks, a run saved within so many milliseconds is taken to be trained in another tab. */
const FRESH = 15_000;

/** A page that was just left in this tab may hold its lock a moment longer: looks at it, and milliseconds between them. */
const LOOKS = 20;
const PAUSE = 100;

/** The run that this tab has locked. */
let locked = "";
let release = () => {};

/** Until this tab is closed, or locks another run. */
export function lockRun(id: string) {
  if (id === locked) return;
  unlockRun(locked);
  locked = id;
  setOwnRun(id);
  const held = new Promise((resolve) => (release = () => resolve(undefined)));
  navigator.locks?.request(PREFIX + id, () => held).catch((error) => console.warn("No lock on the run.", error));
}

export function unlockRun(id: string) {
  if (id !== locked) return;
  release();
  locked = "";
}

/** The runs that another tab has open. */
export async function lockedElsewhere(saved: readonly SavedRun[]): Promise<Set<string>> {
  try {
    const own = ownRun() ?? "";
    for (let look = 1; ; look++) {
      const held = await heldElsewhere();
      if (!held.has(own) || look === LOOKS) return held;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  } catch {
    // Only a secure context has locks.
    const isFresh = ({ id, updated }: SavedRun) => Date.now() - updated < FRESH && id !== ownRun();
    return new Set(saved.filter(isFresh).map(({ id }) => id));
  }
}

async function heldElsewhere() {
  const { held = [] } = await navigator.locks.query();
  const ids = held.flatMap(({ name = "" }) => (name.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []));
  return new Set(ids.filter((id) => id !== locked));
}

const KEY = "run";

/** A tab knows its own run again after a reload. */
function setOwnRun(id: string) {
  try {
    sessionStorage.setItem(KEY, id);
  } catch {
    // Then its run is offered a little later.
  }
}

function ownRun() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
