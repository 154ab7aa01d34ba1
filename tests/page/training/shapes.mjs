// A network that reads no digits never gets the pad, by whichever way it comes: that is said, and what was there goes on.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { DIGITS } from "../digits.mjs";
import { says } from "../insight.mjs";
import { recipeOf, writeModel } from "../models.mjs";
import { stepsOf } from "./steps.mjs";

/** Each with what is said of it. @type {[import("../models.mjs").Shape, RegExp][]} */
const SHAPES = [
  [{ inputs: 4 }, /it has 4 inputs and 10 outputs, and to read digits it needs 784 inputs/],
  [{ inputs: 5 }, /it has 5 inputs and 10 outputs/],
  [{ inputs: 400 }, /it has 400 inputs and 10 outputs/],
  [{ inputs: 1024 }, /it has 1024 inputs and 10 outputs/],
  [{ outputs: 12 }, /it has 784 inputs and 12 outputs, and to read digits it needs.* 10 outputs, one for each digit/],
  [{ last: "identity" }, /its last layer is identity, and to read digits it needs a softmax or a sigmoid there/],
  [{ last: "relu" }, /its last layer is relu, and to read digits/],
];

/** @param {import("../visit.mjs").Visit} visit */
export function shapes(visit) {
  // Or what was put into the store would be met again.
  after(() => visit.forgetAll());

  const load = (path) => visit.find("load-model").sendKeys(path);
  const textOf = (selector) =>
    visit.driver.executeScript("return document.querySelector(arguments[0]).textContent", selector);
  /** Puts a record into a store of the page; a whole file, of another network, stands in for `saved.state`, which cannot be sent. */
  const keep = (store, ...records) =>
    visit.driver.executeAsyncScript(
      `const [store, records, done] = arguments;
      const header = JSON.stringify({ weight: { dtype: "F32", shape: [1], data_offsets: [0, 4] } });
      const length = BigUint64Array.of(BigInt(header.length));
      const request = indexedDB.open("neuroglyph");
      request.onsuccess = () => {
        const transaction = request.result.transaction(store, "readwrite");
        for (const record of records) {
          if (record.saved) record.saved.state = new Blob([length, header, new Float32Array(1)]);
          if (record.weights) record.weights = new Float32Array(record.weights);
          transaction.objectStore(store).put(record);
        }
        transaction.oncomplete = () => { request.result.close(); done(); };
      };`,
      store,
      records,
    );

  test("a model file of another shape is refused in words, and what was there goes on", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh();
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    const before = await visit.probabilities();
    const line = await textOf(".model p");
    for (const [shape, words] of SHAPES) {
      await load(await writeModel("other.safetensors", shape));
      await steps.says(".files p", words);
      await visit.nextFrame();
      assert.deepEqual(await visit.probabilities(), before);
      assert.equal(await textOf(".model p"), line);
      assert.equal(await visit.rootData("state"), "read");
      assert.equal(await visit.text("prediction"), "3");
      await steps.says(".files p", /^other\.safetensors is no model this page can read/);
    }
    // What reads digits is taken, as ever.
    await load(await writeModel("sigmoid.safetensors", { last: "sigmoid" }));
    await steps.says(".model p", /^sigmoid\.safetensors is reading/);
    await load(fileURLToPath(new URL("../../../pretrained/nielsen.safetensors", import.meta.url)));
    await steps.says(".model p", /^nielsen\.safetensors is reading/);
    await visit.reads(3);
    await visit.enter("mind/why");
    await visit.eventually(
      "Mind is of the network that reads",
      async () => (await visit.text("mind-network")) === "nielsen.safetensors",
    );
  });

  test("a network of another shape that was taught here is not taken up again, and that is said", async () => {
    await visit.forgetAll();
    await visit.open();
    const recipe = recipeOf({ outputs: 12 });
    const state = {
      version: 1,
      name: "of another shape",
      isPretrained: false,
      recipe,
      weights: Array(12 * 784).fill(0),
    };
    await keep("taught", { ...state, number: 0 }, { ...state, number: 1 });
    await visit.open();
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    await visit.enter("mind/yours");
    await says(visit, "lesson", /^of another shape cannot be used any more: it has 784 inputs and 12 outputs/);
    assert.match(await textOf(".model p"), /^The network of this page is reading$/);
    assert.doesNotMatch(await visit.text("status"), /failed/);
  });

  /** @type {[string, any, RegExp][]} */
  const UNUSABLE = [
    [
      "of another shape",
      recipeOf({ inputs: 400 }),
      /The saved run cannot be used\. +it has 400 inputs and 10 outputs, .*Forget it/s,
    ],
    [
      "with an unknown layer",
      withUnknownLayer(),
      /The saved run cannot be used\. +recipe: unknown variant `fog`, .*Forget it/s,
    ],
  ];
  for (const [what, recipe, words] of UNUSABLE)
    test(`a run ${what} that was kept is not gone on with, and that is said`, async () => {
      const steps = stepsOf(visit);
      await steps.openFresh();
      const progress = {
        epoch: 1,
        examples: 0,
        examples_in_epoch: 60_000,
        steps: 0,
        loss: null,
        accuracy: null,
        recent_loss: null,
        recent_correct: 0,
        recent_digits: 0,
        epoch_over: false,
        finished: false,
        waiting: false,
      };
      const saved = { sum: { loss: 0, correct: 0, samples: 0 }, tested: 0, progress };
      await keep("runs", {
        version: 1,
        id: "other",
        updated: 1,
        recipe,
        seed: 1,
        points: [],
        tests: [],
        checkpoints: [],
        saved,
      });
      await steps.open();
      await visit.draw(DIGITS[3]);
      await steps.offersToGoOn();
      await visit.driver.executeScript(
        "window.unexpected = []; addEventListener('error', ({ message }) => unexpected.push(message))",
      );
      await visit.press("resume-run");
      await steps.hintSays(words);
      await visit.nextFrame();
      assert.deepEqual(await visit.driver.executeScript("return unexpected"), []);
      await visit.reads(3);
      await steps.takeHint();
      await steps.buttonSays("train", "Train");
      await visit.eventually("what was forgotten is not offered again", async () => !(await steps.isOffered()));
      await visit.press("step");
      await steps.hasLoss();
    });
}

function withUnknownLayer() {
  const recipe = recipeOf({});
  return { ...recipe, layers: [{ kind: "fog" }, ...recipe.layers] };
}
