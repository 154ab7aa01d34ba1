// What may go wrong while it trains: it is said, nothing that was learnt is lost, and there is a way on.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { DIGITS } from "../digits.mjs";
import { ENDLESS, MOST_EPOCHS, stepsOf } from "./steps.mjs";

const IMAGES = /train-images/;

/** In the page, before its own scripts: the worker that trains can be got at. */
const holdTrainer = () => {
  window.Worker = class extends Worker {
    constructor(url, options) {
      super(url, options);
      if (options.name === "trainer") window.trainer = this;
    }
  };
};

/** The same: until `isDeaf` is false it hears nothing, so that nothing comes from it. */
const deafenTrainer = () => {
  window.isDeaf = true;
  window.Worker = class extends Worker {
    constructor(url, options) {
      super(url, options);
      if (options.name === "trainer" && window.isDeaf) this.postMessage = () => {};
    }
  };
};

/** @param {import("../visit.mjs").Visit} visit */
export function faults(visit) {
  afterEach(async () => {
    visit.server.behave();
    await visit.leaveAlone();
  });

  test("a run that diverges says what to lower, and keeps a network that reads", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh({ "learning-rate": "10" });
    await visit.draw(DIGITS[3]);
    await visit.press("train");
    await steps.hintSays(/left the numbers.*Lower the rate \(it is 10; try 1\).*begins again.*Start again at 1/s);
    await visit.isState("read", "unsure");
  });

  test("a run that diverges after it had learnt goes on from there, slower", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh({ epochs: MOST_EPOCHS });
    await visit.press("train");
    await steps.accuracyReaches(88);
    await steps.pause();
    const had = await visit.eventually("what it has learnt is kept", async () => {
      const [{ tests }] = await steps.runs();
      return tests.at(-1)?.accuracy >= 0.88 && tests;
    });
    await steps.set("learning-rate", "10");
    await visit.press("train");
    await steps.hintSays(/try 1\): training then goes on from epoch \d\.\d\..*Go on at 1/s);
    await steps.takeHint();
    await visit.eventually(
      "the rate is lower",
      async () => (await visit.find("field-learning-rate").getAttribute("value")) === "1",
    );
    // What its tests said until then stands, and what they said of the way that diverged is gone with it.
    await visit.eventually("it goes on from where it was", async () => {
      const [{ recipe, tests }] = await steps.runs();
      return recipe.optimizer.learning_rate === 1 && isDeepStrictEqual(tests.slice(0, had.length), had);
    });
    await visit.eventually("so it is in the worker", async () => (await steps.workersRate()) === 1);
  });

  test("images that stop arriving are said, and fetched again when asked", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh(ENDLESS);
    visit.server.fail(IMAGES, "cut");
    await visit.press("train");
    await steps.hintSays(/train-images (stopped arriving at 100 of 1,000 KB|did not arrive), so training has stopped/);
    visit.server.behave();
    await steps.takeHint();
    await steps.accuracyReaches(85);
    await visit.press("pause");
  });

  test("images that are not MNIST's stop the run and are named", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh(ENDLESS);
    visit.server.fail(IMAGES, "alter");
    await visit.press("train");
    await steps.hintSays(/train-images is not MNIST’s.*SHA-256.*the weights so far are kept/s);
  });

  test("images whose gzip the server has undone are right too", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh(ENDLESS);
    visit.server.fail(/mnist/, "unzip");
    await visit.press("train");
    await steps.accuracyReaches(85);
    await visit.press("pause");
  });

  test("a worker that is gone is noticed, and another goes on from the last save, at the rate of now", async () => {
    const steps = stepsOf(visit);
    await visit.meddle(holdTrainer);
    await steps.openFresh(ENDLESS);
    await visit.press("train");
    await steps.accuracyReaches(88);
    await steps.pause();
    await steps.isKept();
    const before = await visit.figure("test-accuracy");
    await visit.press("train");
    await steps.buttonSays("train", "Training");
    await steps.set("learning-rate", "0.0005");
    await visit.driver.executeScript("trainer.terminate()");
    await steps.hintSays(/ended by the browser at epoch \d+ \(its worker was ended\).*Go on from there/s);
    await steps.takeHint();
    await steps.buttonSays("train", "Training");
    assert.ok((await visit.figure("test-accuracy")) >= before - 2, "nothing is lost");
    await visit.eventually("the rate is the worker's", async () => (await steps.workersRate()) === 0.0005);
    await visit.press("pause");
  });

  test("a worker from which nothing comes is given up, and another trains", async () => {
    const steps = stepsOf(visit);
    await visit.meddle(deafenTrainer);
    await steps.openFresh(ENDLESS);
    await visit.press("train");
    await steps.hintSays(/Training did not begin\.\s*It has not answered\.\s*Try again/);
    await visit.driver.executeScript("window.isDeaf = false");
    await steps.takeHint();
    await steps.hasLoss();
    await steps.pause();
  });

  test("a worker that falls silent while it trains is given up, and another goes on from the last save", async () => {
    const steps = stepsOf(visit);
    await visit.meddle(holdTrainer);
    await steps.openFresh(ENDLESS);
    await visit.press("train");
    await steps.accuracyReaches(85);
    await steps.pause();
    await steps.isKept();
    const before = await visit.figure("test-accuracy");
    await visit.press("train");
    await steps.buttonSays("train", "Training");
    await visit.driver.executeScript("trainer.onmessage = null");
    await steps.hintSays(/ended by the browser at epoch \d+ \(it has not answered\).*Go on from there/s);
    await steps.takeHint();
    await visit.eventually("it is where it was", async () => (await visit.figure("test-accuracy")) >= before - 2);
    await steps.hasLoss();
    await steps.pause();
  });
}
