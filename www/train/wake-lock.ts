// Keeps a screen awake that would sleep, where the browser can.

let isWanted = false;
let held: WakeLockSentinel | null = null;

/** From now on, until this is called with `false`; a page that is not in sight has none, and gets it again when it is. */
export async function keepAwake(isAwake: boolean) {
  isWanted = isAwake;
  if (!isAwake) {
    await held?.release();
    held = null;
    return;
  }
  if (document.hidden || (held && !held.released)) return;
  try {
    const lock = await navigator.wakeLock?.request("screen");
    if (isWanted) held = lock ?? null;
    else await lock?.release();
  } catch (error) {
    // A battery that is low is a reason to let it sleep.
    console.info("The screen may sleep.", error);
  }
}
