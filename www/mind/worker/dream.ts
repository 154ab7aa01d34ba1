// What a network takes the digits for, by both methods.
import { turn } from "../../ui/turn";
import type { NetworkCache } from "./network-cache";
import type { DreamQuestion, Dreams, Events } from "./protocol";

/** Pictures of the way up the gradient. */
const STAGES = 20;

/**
 * @param tell how far it is
 * @param isLeft nobody waits any more
 * @returns null: it was left
 */
export async function dream(
  networks: NetworkCache,
  { snapshot, digit, start, steps, prior, isWatched }: DreamQuestion,
  tell: (stage: Events["climb"]) => void,
  isLeft: () => boolean,
): Promise<Dreams | null> {
  const begin = performance.now();
  // It has a network of its own, so that other questions may come in between.
  const climb = networks.of(snapshot).gradient_ascent({ start, steps, prior }, digit);
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
    const network = networks.of(snapshot);
    const invert = () =>
      digit === undefined
        ? network.dreams({ method: "inversion" }).images
        : network.back_query(digit, { method: "inversion" });
    const inversion = networks.canInvert(snapshot) ? invert() : undefined;
    const gradient_outputs = network.query(gradient);
    const inversion_outputs = inversion && network.query(inversion);
    return {
      gradient,
      gradient_outputs,
      inversion,
      inversion_outputs,
      prior: way.prior,
      steps: way.steps,
      ms: performance.now() - begin,
    };
  } finally {
    climb.free();
  }
}
