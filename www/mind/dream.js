// What a network takes the digits for, by both methods.
import { turn } from "../lib/turn.js";

/** Pictures of the way up the gradient. */
const STAGES = 20;

/**
 * @param {import("./twin.js").Twin} twin @param {import("./protocol.js").Question} question
 * @param {(stage: import("./protocol.js").Events["climb"]) => void} tell how far it is @param {() => boolean} isLeft nobody waits any more
 * @returns {Promise<import("./protocol.js").Dreams | null>} null: it was left
 */
export async function dream(twin, { snapshot, digit, start, steps, prior, isWatched }, tell, isLeft) {
  const begin = performance.now();
  // It has a network of its own, so that other questions may come in between.
  const climb = twin.of(snapshot).climb({ start, steps, prior }, digit);
  try {
    const stage = () => ({ images: climb.images(), taken: climb.taken, steps: climb.steps, prior: climb.prior });
    while (climb.taken < climb.steps) {
      climb.advance(Math.ceil(climb.steps / STAGES));
      if (!isWatched) continue;
      tell(stage());
      await turn();
      if (isLeft()) return null;
    }
    const { images: gradient, ...way } = stage();
    const network = twin.of(snapshot);
    const invert = () => (digit === undefined ? network.dreams({ method: "inversion" }).images : network.back_query(digit, { method: "inversion" }));
    const inversion = network.inversion_objection ? undefined : invert();
    const gradient_outputs = network.query(gradient);
    const inversion_outputs = inversion && network.query(inversion);
    return { gradient, gradient_outputs, inversion, inversion_outputs, prior: way.prior, steps: way.steps, ms: performance.now() - begin };
  } finally {
    climb.free();
  }
}
