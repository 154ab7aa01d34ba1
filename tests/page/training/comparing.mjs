// Runs that are kept stay beside the next one, on the chart and in the list, also after a reload.

import assert from "node:assert/strict";
import { test } from "node:test";
import { stepsOf } from "./steps.mjs";

/** @param {import("../visit.mjs").Visit} visit */
export function comparing(visit) {
  const kept = () =>
    visit.driver.executeScript(
      "return [...document.querySelectorAll('.runs .kept')].map((item) => item.querySelector('span').textContent)",
    );
  const chart = () => visit.find("loss-chart").getAttribute("aria-label");

  test("a kept run is still there after a reload, once, and until it is removed", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh({ recipe: "handwriting-recogniser", epochs: "1" });
    await visit.press("train");
    await steps.buttonSays("train", "Train again");
    const accuracy = (await visit.figure("test-accuracy")).toFixed(1);
    await visit.press("keep-run");
    const name = `1 epoch, ${accuracy} %`;
    await visit.eventually("it is listed", async () => (await kept()).join() === name);

    await steps.open();
    await visit.eventually("it is listed again", async () => (await kept()).join() === name);
    await visit.eventually("it is on the chart", async () =>
      (await chart()).includes(`Kept run of handwriting-recogniser: test accuracy ${accuracy} %`),
    );
    await visit.press("resume-run");
    await steps.buttonSays("train", "Train again");
    await visit.eventually("it is this run", async () =>
      /^This run, after epoch 1 of 1: [^:]*$/.test((await chart()).replace(/ Its author.*/, "")),
    );
    assert.equal((await kept()).length, 1);

    await visit.driver.executeScript("document.querySelector('.runs .kept button').click()");
    await visit.eventually("it is gone", async () => (await kept()).length === 0);
    await steps.open();
    await visit.eventually("the finished run is offered", () => steps.isOffered());
    assert.deepEqual(await kept(), []);
  });

  /** As another tab does it, or an earlier visit. */
  const keep = (...ids) =>
    visit.driver.executeAsyncScript(
      `const [ids, done] = arguments;
      const request = indexedDB.open("neuroglyph");
      request.onsuccess = () => {
        const transaction = request.result.transaction("kept", "readwrite");
        const recipe = { name: "symon", layers: [{ kind: "dense" }], epochs: 1, batch_size: 1, optimizer: { kind: "sgd" } };
        const test = { at: 1, steps: 1, loss: 0.1, accuracy: 0.9, epoch_over: true };
        for (const [i, id] of ids.entries())
          transaction.objectStore("kept").put({ version: 1, id, recipe, seed: i + 1, points: [], tests: [test] });
        transaction.oncomplete = () => { request.result.close(); done(); };
      };`,
      ids,
    );

  test("a run that is kept here stays, however many another tab keeps that began later", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh({ recipe: "handwriting-recogniser", epochs: "1" });
    await visit.press("train");
    await steps.buttonSays("train", "Train again");
    await keep("zz-1", "zz-2", "zz-3");
    await visit.press("keep-run");
    await visit.eventually("it is listed", async () => (await kept()).length === 1);
    await steps.open();
    await visit.eventually("three", async () => (await kept()).length === 3);
    assert.match((await kept())[0], /^handwriting-recogniser, 1 epoch, /);
  });

  test("of many kept runs the newest three are shown", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh();
    await keep("run-1", "run-2", "run-3", "run-4");
    await steps.open();
    await visit.eventually("three", async () => (await kept()).length === 3);
    assert.deepEqual(
      await kept(),
      [2, 3, 4].map((seed) => `symon, seed ${seed}, 90.0 %`),
    );
  });
}
