// A drawing, changed step by step and as little as possible, until the network reads another digit in it.
import { turn } from "../../ui/turn";
import type { NetworkCache } from "./network-cache";
import type { Changed, ChangeQuestion } from "./protocol";

/** Pictures of the way. */
const STAGES = 20;

/** The weight of staying near the drawing. With it `reader` is brought to the digit in 99 of 100 drawings. */
const STAY_NEAR = 0.03;

export async function change(networks: NetworkCache, { snapshot, image, digit }: ChangeQuestion): Promise<Changed> {
  const begin = performance.now();
  // It has a network of its own, so that other questions may come in between.
  const climb = networks.of(snapshot).gradient_ascent({ start: image, stay_near: STAY_NEAR }, digit);
  try {
    const stages = [image];
    const taken = [0];
    while (climb.taken < climb.steps) {
      climb.advance(Math.ceil(climb.steps / STAGES));
      stages.push(climb.images());
      taken.push(climb.taken);
      await turn();
    }
    // [stages, pixels]
    const images = new Float32Array(stages.length * image.length);
    stages.forEach((stage, i) => images.set(stage, i * image.length));
    const outputs = networks.of(snapshot).query(images);
    return { images, outputs, taken: Uint16Array.from(taken), ms: performance.now() - begin };
  } finally {
    climb.free();
  }
}
