// A run is kept as it trains: it survives a reload, another tab, and a store that does not work.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { stepsOf } from "./steps.mjs";

const QUICK = { recipe: "handwriting-recogniser", epochs: "30" };

/** In the page, before its own scripts: no store may be opened. */
const forbidStores = () => {
  indexedDB.open = () => {
    throw new DOMException("The operation is insecure.", "SecurityError");
  };
};

/** The same: these stores take nothing more, as on a full disk. @param {...string} stores */
const fill = (...stores) => `() => {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...given) {
    const request = put.apply(this, given);
    if (!${JSON.stringify(stores)}.includes(this.name)) return request;
    const { transaction } = this;
    const error = new DOMException("There is no room.", "QuotaExceededError");
    Object.defineProperty(transaction, "error", { value: error, configurable: true });
    request.addEventListener("success", () => transaction.abort());
    return request;
  };
}`;

/** The same: this browser has no locks. */
const takeLocks = () => Object.defineProperty(Navigator.prototype, "locks", { value: undefined });

/** @param {import("../visit.mjs").Visit} visit */
export function saving(visit) {
  afterEach(() => visit.leaveAlone());

  /** After a reload it goes on where it was. */
  const comesBack = async (steps) => {
    const before = await visit.figure("test-accuracy");
    await visit.open();
    await visit.eventually("it offers to go on", () => visit.find("resume-run").isDisplayed());
    await visit.press("resume-run");
    await visit.eventually("it goes on where it was", async () => (await visit.figure("test-accuracy")) >= before - 2);
    await steps.buttonSays("train", "Training");
    const loss = await visit.text("train-loss");
    await visit.eventually("it learns on", async () => (await visit.text("train-loss")) !== loss);
    await steps.pause();
  };

  test("after a reload the run goes on", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh(QUICK);
    await visit.press("train");
    await steps.accuracyReaches(88);
    await steps.pause();
    assert.ok((await steps.isKept()) > 0, "checkpoints are kept too");
    await comesBack(steps);
  });

  test("where nothing may be kept, that is said once and training goes on", async () => {
    const steps = stepsOf(visit);
    await visit.meddle(forbidStores);
    await steps.openFresh(QUICK);
    await visit.press("train");
    await steps.says(".line", /keeps nothing for this page.*Training goes on/);
    await steps.accuracyReaches(85);
    assert.doesNotMatch(await visit.text("status"), /failed/);
    await visit.press("pause");
  });

  test("on a full disk, that is said once and training goes on", async () => {
    const steps = stepsOf(visit);
    await visit.meddle(fill("runs", "weights", "kept"));
    await steps.openFresh(QUICK);
    await visit.press("train");
    await steps.accuracyReaches(85);
    await steps.pause();
    await steps.says(".line", /keeps nothing for this page/);
    assert.doesNotMatch(await visit.text("status"), /failed/);
    await visit.press("train");
    await steps.accuracyReaches(90);
    await visit.press("pause");
  });

  test("where the checkpoints do not fit, the run is kept without them", async () => {
    const steps = stepsOf(visit);
    await visit.meddle(fill("weights"));
    await steps.openFresh(QUICK);
    await visit.press("train");
    await steps.accuracyReaches(88);
    await steps.pause();
    assert.equal(await steps.isKept(), 0);
    await comesBack(steps);
  });

  test("a corrupted store is no obstacle", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh();
    await visit.driver.executeAsyncScript(`
      const done = arguments[arguments.length - 1];
      const request = indexedDB.open("neuroglyph");
      request.onsuccess = () => {
        const transaction = request.result.transaction(["runs", "kept"], "readwrite");
        transaction.objectStore("runs").put({ id: "broken", updated: Date.now(), saved: "nonsense" });
        transaction.objectStore("kept").put({ id: "broken", points: "nonsense" });
        transaction.oncomplete = () => { request.result.close(); done(); };
      };
    `);
    await visit.open();
    await steps.says(".line", /cannot be read/);
    await visit.press("step");
    await steps.hasLoss();
  });

  for (const [name, meddle] of [["", null], [", also without locks", takeLocks]]) {
    test(`a second tab trains a run of its own${name}`, async () => {
      const steps = stepsOf(visit);
      if (meddle) await visit.meddle(meddle);
      await steps.openFresh(QUICK);
      await visit.press("train");
      await steps.accuracyReaches(85);
      await steps.isKept();
      const first = await visit.driver.getWindowHandle();
      await visit.driver.switchTo().newWindow("tab");
      try {
        await visit.open();
        assert.equal(await visit.find("resume-run").isDisplayed(), false);
        await visit.press("train");
        await steps.says(".line", /Another tab is training/);
        await steps.hasLoss();
      } finally {
        await visit.driver.close();
        await visit.driver.switchTo().window(first);
      }
      await steps.accuracyReaches(91);
      await steps.pause();
      await steps.isKept();
      await comesBack(steps);
    });
  }
}
