// Keeps a screen awake that would sleep, where the browser can.

let isWanted = false;
let held: WakeLockSentinel | null = null;
let isSettling = false;

const isHeld = () => held !== null && !held.released;
/** A page that is not in sight gets none. */
const isMissing = () => isWanted && !document.hidden && !isHeld();
const isSurplus = () => !isWanted && isHeld();

/** From now on, until this is called with `false`; a page that comes in sight again asks again. */
export async function keepAwake(isAwake: boolean) {
  isWanted = isAwake;
  if (isSettling || !navigator.wakeLock) return;
  isSettling = true;
  try {
    // What is wanted may change with each of these.
    while (isMissing() || isSurplus()) await (isWanted ? take() : give());
  } catch (error) {
    // A battery that is low is a reason to let it sleep.
    console.info("The screen may sleep.", error);
  }
  isSettling = false;
}

async function take() {
  held = await navigator.wakeLock.request("screen");
}

async function give() {
  const lock = held;
  held = null;
  await lock?.release();
}
