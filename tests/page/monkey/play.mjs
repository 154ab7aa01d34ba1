// Runs in the document around the page's frame: does actions at random, of a seed, and tells what became of them.
import { actionsOf, weights } from "./actions.mjs";
import { faults, inspect, isLoaded, isReady, nextFrame, page, root } from "./frame.mjs";
import { randomOf } from "./random.mjs";

/** Actions of which the trace is told. */
const TOLD = 20;

/** The share of actions after which the page gets a frame; of the others several are done in one. */
const FRAMES = 0.15;

/** Tries in a row that may find nothing to act on before the page gets a frame, and before nothing is left of it. */
const TRIES = 10;
const MOST_TRIES = 500;

/** @param {number} seed */
window.monkeyOf = (seed) => {
  const dice = randomOf(seed);
  const trace = [];
  let count = 0;
  const actions = actionsOf(dice, (action) => trace.push(action));
  const rooms = new Set();
  let hasTrained = false;

  /** @returns whether there was anything of the kind */
  const act = async () => {
    const before = trace.length;
    const name = dice.weighted(weights());
    await actions[name]();
    return trace.length > before;
  };
  const look = () => {
    const { room, learning } = root().dataset;
    hasTrained ||= learning === "true";
    rooms.add(page().location.hash.split("?")[0] || `#/${room}`);
    inspect();
  };

  return {
    /** Does so many actions, or fewer where one of them breaks the page. @param {number} more */
    async play(more) {
      await isLoaded();
      for (let end = count + more, tries = 0; count < end && faults.length === 0; tries++) {
        if (tries > MOST_TRIES) faults.push("there is nothing left to act on");
        if (await act()) {
          count++;
          tries = 0;
          if (dice.chance(FRAMES)) await nextFrame();
        } else if (tries % TRIES === 0) await nextFrame();
        await isLoaded();
        look();
      }
      await isReady();
      look();
      return { faults, count, trace: trace.slice(-TOLD), rooms: [...rooms], hasTrained };
    },
  };
};
