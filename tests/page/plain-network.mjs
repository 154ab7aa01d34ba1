// A network of dense layers in plain JavaScript with 64-bit numbers: what the page shows is checked against it.

import { readFileSync } from "node:fs";

const FUNCTIONS = {
  sigmoid: { of: (z) => 1 / (1 + Math.exp(-z)), slope: (z, y) => y * (1 - y) },
  relu: { of: (z) => Math.max(0, z), slope: (z) => (z > 0 ? 1 : 0) },
};

const softmax = (z) => {
  const powers = z.map((value) => Math.exp(value - Math.max(...z)));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
};

export class PlainNetwork {
  /** @param {URL} url of a safetensors file with dense layers, activations and dropout */
  constructor(url) {
    const file = readFileSync(url);
    const start = 8 + Number(file.readBigUInt64LE(0));
    const { __metadata__: metadata, ...tensors } = JSON.parse(file.toString("utf8", 8, start));
    this.recipe = JSON.parse(metadata.neuroglyph).recipe;
    const values = (name) => {
      const tensor = tensors[name];
      if (!tensor) return undefined;
      const [from, to] = tensor.data_offsets;
      if (tensor.dtype === "F32")
        return Array.from({ length: (to - from) / 4 }, (_, i) => file.readFloatLE(start + from + 4 * i));
      // Multiples of a factor for each unit.
      const scales = values(`${name}_scale`);
      return Array.from(
        file.subarray(start + from, start + to),
        (byte, i) => ((byte << 24) >> 24) * scales[i % scales.length],
      );
    };
    this.stages = [];
    this.recipe.layers.forEach((layer, i) => {
      if (layer.kind === "dense") {
        const weight = values(`layers.${i}.weight`);
        this.stages.push({ units: layer.units, weight, bias: values(`layers.${i}.bias`), function: "identity" });
      } else if (layer.kind === "activation") this.stages.at(-1).function = layer.function;
    });
  }

  /** A network of these widths with biases, from its weights layer by layer. */
  static of({ widths, functions }, flat) {
    let at = 0;
    const take = (count) => Array.from(flat.subarray(at, (at += count)));
    const stages = functions.map((name, i) => {
      const units = widths[i + 1];
      return { units, weight: take(widths[i] * units), bias: take(units), function: name };
    });
    const recipe = { input_range: { low: 0, high: 1 } };
    return Object.assign(Object.create(PlainNetwork.prototype), { recipe, stages });
  }

  /** Of one stage, the weight of the link between two neurons. */
  weight(stage, from, to) {
    const { weight, units } = this.stages[stage];
    return weight[from * units + to];
  }

  /** For each stage what came in, the sums and what goes out. */
  forward(image) {
    const { low, high } = this.recipe.input_range;
    let inputs = Array.from(image, (grey) => low + (high - low) * grey);
    return this.stages.map(({ units, weight, bias, function: name }) => {
      const sums = Array.from({ length: units }, (_, to) => {
        let sum = bias?.[to] ?? 0;
        for (let from = 0; from < inputs.length; from++) sum += inputs[from] * weight[from * units + to];
        return sum;
      });
      const outputs = name === "softmax" ? softmax(sums) : sums.map(FUNCTIONS[name].of);
      const pass = { inputs, sums, outputs };
      inputs = outputs;
      return pass;
    });
  }

  /** From gradients by the sums of a stage to those by what came into it. */
  back(stage, gradients) {
    const { units, weight } = this.stages[stage];
    return Array.from({ length: weight.length / units }, (_, from) =>
      gradients.reduce((sum, gradient, to) => sum + gradient * weight[from * units + to], 0),
    );
  }

  /** From gradients by what a stage puts out to those by its sums. */
  throughActivation(stage, gradients, { sums, outputs }) {
    const { slope } = FUNCTIONS[this.stages[stage].function];
    return gradients.map((gradient, i) => gradient * slope(sums[i], outputs[i]));
  }

  /** The gradient of one neuron's sum by each pixel. */
  sensitivity(image, stage, index) {
    const passes = this.forward(image);
    let gradients = passes[stage].sums.map((_, i) => (i === index ? 1 : 0));
    for (let at = stage; at > 0; at--)
      gradients = this.throughActivation(at - 1, this.back(at, gradients), passes[at - 1]);
    const { low, high } = this.recipe.input_range;
    return this.back(0, gradients).map((gradient) => gradient * (high - low));
  }

  /** Sensitivities (by the outputs) and output sensitivities (by the sums) of all stages, for the squared error. */
  blame(image, label) {
    const { low, high } = this.recipe.targets;
    const passes = this.forward(image);
    const shares = [];
    let sensitivities = passes.at(-1).outputs.map((output, digit) => output - (digit === label ? high : low));
    for (let at = passes.length - 1; at >= 0; at--) {
      const outputSensitivities = this.throughActivation(at, sensitivities, passes[at]);
      shares[at] = { sensitivities, outputSensitivities };
      sensitivities = this.back(at, outputSensitivities);
    }
    return { passes, shares };
  }
}
