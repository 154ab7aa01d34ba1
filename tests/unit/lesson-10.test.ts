// Lesson 10 on the whole crate: how much of an error is left at the first layer, and its words.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import "./built";
import type { Glue } from "../../npm/src/program/wasm";
import type { Activation } from "../../www/learn/lesson-10/deep";

const { lengths } = await import("../../www/learn/worker/lengths");
const { barOf, DEEPEST, factorWords, GAINS, reachedWords, recipeOf, rowsOf, settingWords, shareWords } =
  await import("../../www/learn/lesson-10/deep");

const folder = `${process.cwd()}/target/crate/plain`;
const glue = (await import(`${folder}/neuroglyph.js`)) as Glue;
glue.initSync({ module: readFileSync(`${folder}/neuroglyph_bg.wasm`) });

const HE = Math.SQRT2;
const SEEDS = Array.from({ length: 10 }, (_, seed) => seed);
const THREE = glue.handwrite(
  glue.handwriting_styles().findIndex(({ digit }) => digit === 3),
  1,
  0,
).image;

const ask = (activation: Activation, gain: number, seed: number, depth = DEEPEST) =>
  lengths(glue, { recipe: recipeOf(activation, depth), seed, gain, image: THREE, label: 3 });
/** The first layer's share of the last hidden layer's error, and of the answer's. */
const shares = (activation: Activation, gain: number) =>
  SEEDS.map((seed) => {
    const { bySums } = ask(activation, gain, seed);
    return [bySums[0] / bySums[DEEPEST - 1], bySums[0] / bySums[DEEPEST]];
  }).flat();

test("of six layers of sigmoids the first gets less than a hundredth, whatever the first weights are", () => {
  assert.ok(shares("sigmoid", 1).every((share) => share < 1 / 100));
});

test("ReLU with the weights of He keeps the first within a factor of five of the last", () => {
  assert.ok(shares("relu", HE).every((share) => share > 1 / 5 && share < 5));
});

test("it is not the S alone: tanh is one and keeps more than a fifth; and not the weights alone", () => {
  assert.ok(shares("tanh", 1).every((share) => share > 1 / 5));
  const relu = shares("relu", 0.5);
  assert.ok(relu.every((share) => share < 1 / 50));
  const sigmoid = shares("sigmoid", 4);
  assert.ok(sigmoid.every((share) => share > 1 / 50));
});

test("√2 times 1/√n is the deviation of He", () => {
  const recipe = recipeOf("relu", 2);
  const layers = recipe.layers.map((layer) => (layer.kind === "dense" ? { ...layer, weights: { kind: "he" } } : layer));
  const he = new glue.Network({ ...recipe, layers } as typeof recipe, 3).weights();
  const plain = new glue.Network(recipe, 3).weights();
  he.forEach((weight, i) => assert.ok(Math.abs(weight - plain[i] * HE) < 1e-6));
});

test("the gradients by the biases of one image are those by the pre-activations", () => {
  const { bySums } = ask("tanh", 1, 4, 3);
  const network = new glue.Network(recipeOf("tanh", 3), 4);
  for (const [i, units] of [30, 30, 30, 10].entries()) {
    const neurons = Array.from({ length: units }, (_, unit) => network.links(THREE, 3, 2 * i, unit, 1));
    const length = Math.hypot(...neurons.map(({ output_sensitivity }) => output_sensitivity));
    assert.ok(Math.abs(length - bySums[i]) < 1e-5 * length);
  }
});

test("from the answer back each layer’s share is the one behind it times weights times slopes", () => {
  const rows = rowsOf(ask("sigmoid", 2, 5)) ?? [];
  assert.deepEqual(
    rows.map(({ layer }) => layer),
    [0, 6, 5, 4, 3, 2, 1],
  );
  for (let i = 1; i < rows.length; i++) {
    const { share, slopes, weights } = rows[i];
    assert.ok(Math.abs(rows[i - 1].share * slopes * weights - share) < 1e-9);
    assert.ok(slopes <= 0.25 + 1e-6, "no slope of a sigmoid is steeper");
  }
});

test("an answer without an error has none to send back", () => {
  assert.equal(rowsOf({ bySums: Float64Array.of(0, 0), byActivations: Float64Array.of(0) }), null);
  assert.match(reachedWords({ activation: "relu", depth: 1, gain: 4 }, null), /no error/);
});

test("a bar grows by as much with each factor of ten, within its ends", () => {
  assert.ok(Math.abs(barOf(0.1) - barOf(0.01) - (barOf(1) - barOf(0.1))) < 1e-12);
  assert.deepEqual([barOf(0), barOf(1e-9), barOf(1e9)], [0, 0, 1]);
});

test("shares, factors and settings in words", () => {
  assert.deepEqual([1, 0.234, 0.0123, 0.00034, 0.0000002, 34].map(shareWords), [
    "100 %",
    "23 %",
    "1.2 %",
    "0.034 %",
    "<0.001 %",
    "× 34",
  ]);
  assert.deepEqual([0.24, 1.0345, 0.034].map(factorWords), ["0.24", "1.03", "0.034"]);
  assert.equal(settingWords({ activation: "relu", depth: 6, gain: GAINS[2] }), "6 × ReLU, weights × √2");
  const at = (share: number) => [{ layer: 1, share, weights: 1, slopes: 1 }];
  assert.equal(reachedWords({ activation: "sigmoid", depth: 6, gain: 1 }, at(0.0002)), "0.02 % reaches layer 1");
  assert.equal(reachedWords({ activation: "tanh", depth: 6, gain: 1 }, at(0.57)), "57 % reaches layer 1, by an S too");
  assert.equal(reachedWords({ activation: "tanh", depth: 6, gain: 0.5 }, at(0.017)), "1.7 % reaches layer 1");
  assert.equal(reachedWords({ activation: "relu", depth: 6, gain: HE }, at(0.8)), "80 % reaches layer 1, K. He’s √2");
  assert.equal(
    reachedWords({ activation: "relu", depth: 6, gain: 0.5 }, at(0.002)),
    "0.2 % reaches layer 1, with no S",
  );
  assert.equal(reachedWords({ activation: "relu", depth: 6, gain: 4 }, at(1234)), "1,234 times as much at layer 1");
});
