// A lesson's link sets something in Train: that is said, and can be put back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { stepsOf } from "./steps.mjs";

/** @param {import("../visit.mjs").Visit} visit */
export function lessons(visit) {
  const valueOf = async (name) => (await visit.find(`field-${name}`)).getAttribute("value");
  const isValue = (name, value) => visit.eventually(`${name} is ${value}`, async () => (await valueOf(name)) === value);
  const isSaid = () =>
    visit.driver.executeScript("return document.querySelector('[data-testid=from-lesson]') !== null");

  test("what a lesson sets is in the field and in the address, is said, and can be put back", async () => {
    const steps = stepsOf(visit);
    await visit.forgetAll();
    await visit.open();
    await visit.enter("learn");
    await visit.enter("train?learning-rate=60&hidden-layers=");
    await steps.says("[data-testid=from-lesson]", /^Learning rate 60, Hidden layers none: set by the lesson\./);
    await isValue("learning-rate", "60");
    await isValue("hidden-layers", "");
    await visit.eventually("it can be shared", async () =>
      /\?recipe=keras-mlp&learning-rate=60&hidden-layers=#\/train$/.test(await visit.driver.getCurrentUrl()),
    );
    await visit.press("put-back");
    await isValue("learning-rate", "0.001");
    await isValue("hidden-layers", "512, 512");
    assert.equal(await isSaid(), false);
    assert.match(await visit.driver.getCurrentUrl(), /\?recipe=keras-mlp#\/train$/);

    await visit.driver.navigate().back();
    await visit.eventually("the room before", async () => (await visit.rootData("room")) === "learn");
  });

  test("a lesson may name a recipe; what it sets is the user's once it is changed", async () => {
    const steps = stepsOf(visit);
    await visit.forgetAll();
    await visit.open();
    await visit.enter("train?recipe=nielsen&epochs=3&toString=1");
    await steps.says("[data-testid=from-lesson]", /^Recipe nielsen, Epochs 3: set by the lesson\./);
    await isValue("hidden-layers", "30");
    await steps.set("epochs", "4");
    await visit.eventually("it is not the lesson's any more", async () => !(await isSaid()));
  });

  test("each lesson's link is taken anew, and what the one before has set goes", async () => {
    const steps = stepsOf(visit);
    await visit.forgetAll();
    await visit.open();
    await visit.enter("train?recipe=nielsen&learning-rate=2");
    await steps.says("[data-testid=from-lesson]", /^Recipe nielsen, Learning rate 2: set by the lesson\./);
    await visit.enter("learn");
    await visit.enter("train?seed=2");
    await steps.says("[data-testid=from-lesson]", /^Seed 2: set by the lesson\./);
    await isValue("learning-rate", "0.001");
    await visit.enter("learn");
    await visit.enter("train?recipe=symon");
    await steps.says("[data-testid=from-lesson]", /^Recipe symon: set by the lesson\./);
    await isValue("seed", "1");
  });

  test("a run that is open keeps its settings, and the lesson's come after it", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh();
    await visit.press("step");
    await steps.buttonSays("train", "Go on");
    await visit.enter("learn");
    await visit.enter("train?learning-rate=60");
    assert.equal(await valueOf("learning-rate"), "0.001");
    assert.equal(
      await visit.text("lesson-waits"),
      "Learning rate 60: the lesson sets that once the run that is open is reset.",
    );
    await visit.press("reset");
    await visit.press("reset-same");
    await isValue("learning-rate", "60");
    await steps.says("[data-testid=from-lesson]", /^Learning rate 60: set by the lesson/);
  });
}
