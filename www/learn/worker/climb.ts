// Gradient ascent on an image, until the network reads a digit in it.
import { withNetwork } from "./networks";
import type { Glue } from "../../../npm/src/program/wasm";
import type { Climb, Requests } from "./protocol";

export const climb = (glue: Glue, { recipe, weights, digit, prior, stages }: Requests["climb"][0]): Climb =>
  withNetwork(glue, recipe, 0, (network) => {
    network.set_weights(weights);
    const ascent = network.gradient_ascent({ prior }, digit);
    try {
      const pixels = recipe.inputs ?? 784;
      const images = new Float32Array((stages + 1) * pixels);
      images.set(ascent.images());
      for (let stage = 1; stage <= stages; stage++) {
        ascent.advance(Math.round((ascent.steps * stage) / stages) - ascent.taken);
        images.set(ascent.images(), stage * pixels);
      }
      return { images };
    } finally {
      ascent.free();
    }
  });
