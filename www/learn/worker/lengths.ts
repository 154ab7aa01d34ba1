// How long the gradient of one image is in each layer of a new network, in the worker.
import type { Glue } from "../../../npm/src/program/wasm";
import { withNetwork } from "./networks";
import type { Lengths, LengthsQuestion } from "./protocol";

export function lengths(glue: Glue, { recipe, seed, gain, image, label }: LengthsQuestion): Lengths {
  const stages = glue.describe(recipe).stages;
  return withNetwork(glue, recipe, seed, (network) => {
    network.set_weights(network.weights().map((weight) => weight * gain));
    const gradients = network.gradients(image, Uint8Array.of(label));
    // Of a layer come the weights, then the biases, whose gradients for one image are those by the pre-activations.
    let inputs = image.length;
    let end = 0;
    const bySums = stages.map(({ units }) => {
      end += (inputs + 1) * units;
      inputs = units;
      return length(gradients.subarray(end - units, end));
    });
    const byActivations = stages.slice(0, -1).map(({ layer, units }) => {
      const neurons = Array.from({ length: units }, (_, i) => network.links(image, label, layer, i, 1));
      return length(neurons.map(({ sensitivity }) => sensitivity));
    });
    return { bySums: Float64Array.from(bySums), byActivations: Float64Array.from(byActivations) };
  });
}

const length = (vector: ArrayLike<number>) => Math.hypot(...Array.from(vector));
