// Between a recipe of the crate and the fields of the page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { AUGMENTATION, isOff, isRandom } from "../../www/train/augmentation";
import { FIELDS, crateSettings, settingsOf } from "../../www/train/fields";
import { described } from "../../www/train/recipe-words";
import { widthsOf } from "../../www/ui/widths";
import { crate } from "./crate";
import { CONVOLUTIONAL, DENSE } from "./given";
import type { Recipe } from "crate";

const inWords = (recipe: Recipe) => described(recipe, crate.settings(recipe), crate.describe(recipe));

test("the widths of a network", () => {
  assert.deepEqual(widthsOf(crate.describe(DENSE)), ["784", "30", "10"]);
  assert.deepEqual(widthsOf(crate.describe(CONVOLUTIONAL)), ["784", "2 filters", "30", "10"]);
});

test("what the fields say of a recipe is the recipe", () => {
  for (const recipe of [DENSE, CONVOLUTIONAL, ...crate.recipes]) {
    const settings = settingsOf(crate.settings(recipe), 7);
    assert.equal(settings.seed, 7);
    const same = crate.withSettings(recipe, crateSettings(settings));
    assert.deepEqual(same.layers, crate.withSettings(recipe, {}).layers, recipe.name);
    assert.deepEqual(same.optimizer, crate.withSettings(recipe, {}).optimizer, recipe.name);
  }
});

test("every field that is changed changes the recipe", () => {
  const before = settingsOf(crate.settings(DENSE), 7);
  const changed: typeof before = {
    ...before,
    epochs: 3,
    batch_size: 7,
    learning_rate: 0.3,
    optimizer: "adam",
    dropout: 0.4,
    hidden_layers: [5, 6],
    activation: "tanh",
    handwriting: 0.25,
    ...Object.fromEntries(Object.values(AUGMENTATION).map(({ key }) => [key, 0.5])),
  };
  for (const { key } of Object.values(FIELDS)) if (key !== "seed") assert.notDeepEqual(changed[key], before[key], key);
  const recipe = crate.withSettings(DENSE, crateSettings(changed));
  assert.deepEqual(settingsOf(crate.settings(recipe), 7), changed);
});

test("every field of the page is a setting", () => {
  const settings = settingsOf(crate.settings(DENSE), 1);
  for (const { key } of Object.values(FIELDS)) assert.notEqual(settings[key], undefined, key);
});

test("in one line", () => {
  const plain = "784 → 30 → 10, ReLU, softmax. Cross-entropy, SGD 0.1, batch 32, 10 epochs";
  assert.equal(inWords(DENSE), plain);
  const varied = {
    ...DENSE,
    batch_size: 1,
    handwriting: 0.25,
    augmentation: { rotation_degrees: 10, shear_degrees: 5 },
  };
  assert.equal(
    inWords(varied),
    "784 → 30 → 10, ReLU, softmax. Cross-entropy, SGD 0.1, one image at a time, 10 epochs" +
      ", each image also turned by ±10°, images varied at random, 25.0 % synthetic handwriting",
  );
  const dropping = crate.withSettings(DENSE, { dropout: 0.2, activation: "tanh" });
  assert.match(inWords(dropping), /^784 → 30 → 10, tanh, dropout 0\.2, softmax\./);
});

test("a fixed rotation is not at random, and is not off", () => {
  assert.deepEqual([isRandom(undefined), isOff(undefined)], [false, true]);
  assert.deepEqual([isRandom({ rotation_degrees: 5 }), isOff({ rotation_degrees: 5 })], [false, false]);
  assert.deepEqual([isRandom({ scale: 0.1 }), isOff({ scale: 0.1 })], [true, false]);
  assert.deepEqual([isRandom({ scale: 0 }), isOff({ scale: 0 })], [false, true]);
});
