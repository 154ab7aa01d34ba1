// Between a recipe of the crate and the fields of the page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isOff, isRandom } from "../../www/lib/augmentation";
import { described, hasDropout, ratesOf, settingsOf, sizesOf, withRates, withSettings } from "../../www/lib/recipe";
import { CONVOLUTIONAL, DENSE } from "./given";

test("the sizes of a dense network", () => {
  assert.deepEqual(sizesOf(DENSE), { widths: ["784", "30", "10"], parameters: 784 * 30 + 30 + 30 * 10 + 10 });
});

test("the sizes of a convolutional one, with pools and batch norm", () => {
  // 28 → 24 → 12 a side, two channels.
  const parameters = 2 * (25 + 1) + 2 * 2 + 30 * (12 * 12 * 2 + 1) + 10 * 31;
  assert.deepEqual(sizesOf(CONVOLUTIONAL), { widths: ["784", "2 filters", "30", "10"], parameters });
});

test("stride, padding and no biases count", () => {
  const layers = DENSE.layers.slice(2);
  const [conv] = CONVOLUTIONAL.layers;
  const { parameters } = sizesOf({
    ...DENSE,
    layers: [{ ...conv, stride: 2, padding: 2, biases: undefined } as typeof conv, ...layers],
  });
  assert.equal(parameters, 2 * 25 + 10 * (14 * 14 * 2 + 1));
});

test("a global pool leaves a value a channel", () => {
  const [conv] = CONVOLUTIONAL.layers;
  const pooled = { ...DENSE, layers: [conv, { kind: "global_average_pool" as const }, ...DENSE.layers.slice(2)] };
  assert.equal(sizesOf(pooled).parameters, 2 * 26 + 10 * (2 + 1));
});

test("with its own settings a recipe trains by the very same layers", () => {
  for (const recipe of [DENSE, CONVOLUTIONAL]) {
    const same = withSettings(recipe, settingsOf(recipe, 7));
    assert.equal(same.layers, recipe.layers);
    assert.deepEqual(same.optimizer, recipe.optimizer, "also what no field shows, as its momentum");
  }
});

test("another optimiser takes nothing over from the one before but the rate", () => {
  const { optimizer } = withSettings(DENSE, { ...settingsOf(DENSE, 1), optimizer: "adam" });
  assert.deepEqual(optimizer, { kind: "adam", learning_rate: 0.1 });
});

test("other hidden layers are like the first one, and the answer stays ten", () => {
  const { layers } = withSettings(DENSE, {
    ...settingsOf(DENSE, 1),
    hidden_layers: [7, 5],
    activation: "tanh",
    dropout: 0.5,
  });
  const words = layers.map((layer) =>
    layer.kind === "dense" ? layer.units : layer.kind === "activation" ? layer.function : layer.kind,
  );
  assert.deepEqual(words, [7, "tanh", "dropout", 5, "tanh", "dropout", 10, "softmax"]);
  const none = withSettings(DENSE, { ...settingsOf(DENSE, 1), hidden_layers: [] }).layers;
  assert.deepEqual(none, DENSE.layers.slice(2));
});

test("convolutions stay before other hidden layers, with the activation that was chosen", () => {
  const { layers } = withSettings(CONVOLUTIONAL, { ...settingsOf(CONVOLUTIONAL, 1), activation: "sigmoid" });
  assert.deepEqual(layers[0], CONVOLUTIONAL.layers[0]);
  assert.deepEqual(layers[1], { kind: "activation", function: "sigmoid" });
  assert.deepEqual(layers.slice(2, 4), CONVOLUTIONAL.layers.slice(2, 4));
  assert.deepEqual(layers.at(-1), { kind: "activation", function: "softmax" });
});

test("what has 24 bits in the crate is read as what was meant", () => {
  const recipe = {
    ...DENSE,
    optimizer: { ...DENSE.optimizer, learning_rate: Math.fround(0.1) },
    handwriting: Math.fround(0.3),
  };
  assert.equal(settingsOf(recipe, 1).learning_rate, 0.1);
  assert.equal(settingsOf(recipe, 1).handwriting, 0.3);
});

test("rates that change mid-run change nothing else", () => {
  const dropping = withSettings(DENSE, { ...settingsOf(DENSE, 1), dropout: 0.2 });
  assert.deepEqual(ratesOf(withRates(dropping, { learning_rate: 0.01 })), { learning_rate: 0.01, dropout: 0.2 });
  assert.deepEqual(ratesOf(withRates(dropping, { dropout: 0 })), { learning_rate: 0.1, dropout: 0 });
  assert.deepEqual(withRates(DENSE, { dropout: 0.5 }), DENSE, "what drops nothing out cannot begin to");
  assert.equal(settingsOf(dropping, 1).dropout, 0.2);
  assert.deepEqual([hasDropout(DENSE), hasDropout(dropping)], [false, true]);
});

test("in one line", () => {
  const plain = "784 → 30 → 10, ReLU, softmax. Cross-entropy, SGD 0.1, batch 32, 10 epochs";
  assert.equal(described(DENSE), plain);
  const varied = {
    ...DENSE,
    batch_size: 1,
    handwriting: 0.25,
    augmentation: { rotation_degrees: 10, shear_degrees: 5 },
  };
  assert.equal(
    described(varied),
    "784 → 30 → 10, ReLU, softmax. Cross-entropy, SGD 0.1, one image at a time, 10 epochs" +
      ", each image also turned by ±10°, images varied at random, 25.0 % synthetic hands",
  );
});

test("a fixed rotation is not at random, and is not off", () => {
  assert.deepEqual([isRandom(undefined), isOff(undefined)], [false, true]);
  assert.deepEqual([isRandom({ rotation_degrees: 5 }), isOff({ rotation_degrees: 5 })], [false, false]);
  assert.deepEqual([isRandom({ scale: 0.1 }), isOff({ scale: 0.1 })], [true, false]);
  assert.deepEqual([isRandom({ scale: 0 }), isOff({ scale: 0 })], [false, true]);
});
