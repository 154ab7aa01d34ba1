// Training in the page: it learns while the page stays alive, stops, and goes on.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DIGITS } from "../digits.mjs";
import { MOST_EPOCHS, stepsOf } from "./steps.mjs";

/** @param {import("../visit.mjs").Visit} visit */
export function learning(visit) {
  test("loss falls and accuracy rises while the page goes on reading", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh({ epochs: MOST_EPOCHS });
    await visit.press("step");
    await steps.buttonSays("train", "Go on");
    const first = await visit.figure("train-loss");
    assert.ok(first > 1, `a loss of ${first} after one step`);
    await visit.press("train");
    await visit.draw(DIGITS[3]);
    await visit.isState("read", "unsure");
    await steps.accuracyReaches(93);
    assert.equal(await visit.text("train"), "Training");
    await visit.reads(3);
    assert.ok((await visit.figure("train-loss")) < first / 2, "the loss fell");
    assert.ok((await visit.figure("samples-per-second")) > 0);
    assert.ok((await visit.figure("test-loss")) < 0.4);

    await steps.pause();
    const paused = [await visit.text("train-loss"), await visit.text("epoch")];
    await visit.nextFrame();
    assert.deepEqual([await visit.text("train-loss"), await visit.text("epoch")], paused);

    await visit.press("reader-switch");
    await visit.reads(3);
  });

  test("one step, and back to the same first weights", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh({ recipe: "handwriting-recogniser" });
    await visit.press("step");
    await visit.eventually("a loss", async () => (await visit.figure("train-loss")) > 1);
    const loss = await visit.text("train-loss");
    await steps.buttonSays("train", "Go on");
    await visit.press("reset");
    await visit.press("reset-same");
    await visit.eventually("nothing learnt", async () => Number.isNaN(await visit.figure("train-loss")));
    await visit.press("step");
    await visit.eventually("the same loss", async () => (await visit.text("train-loss")) === loss);
  });

  test("another learning rate mid-run leaves every dropout layer its own rate", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh({ recipe: "convnet" });
    await visit.press("step");
    await steps.buttonSays("train", "Go on");
    assert.deepEqual(await steps.workersDropout(), [0.25, 0.5]);
    await steps.set("learning-rate", "0.7");
    await visit.eventually("the rate is the worker's", async () => (await steps.workersRate()) === 0.7);
    assert.deepEqual(await steps.workersDropout(), [0.25, 0.5]);
    await steps.set("dropout", "0.1");
    await visit.eventually("so is the dropout", async () => String(await steps.workersDropout()) === "0.1,0.1");
  });

  test("a wrong value is told beside its field, and Train waits", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh({ "learning-rate": "-1" });
    await steps.says("[data-testid=error-learning-rate]", /rate. Use 0.00001 to 10/);
    await visit.press("train");
    await visit.nextFrame();
    assert.equal(await visit.text("train"), "Train");
    assert.ok(Number.isNaN(await visit.figure("train-loss")));
  });
}
