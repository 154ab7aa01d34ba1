// A run is kept from its first moment on: it survives a reload, another tab, and a store that does not work.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { builtVariant } from "../../../tools/build/dist.mjs";
import { damage } from "../insight.mjs";
import { ENDLESS, stepsOf } from "./steps.mjs";

/** When a page is reloaded: as soon as this part of it says so. */
const MOMENTS = [
  ["as soon as it says that it trains", "train", "^Training$"],
  ["at its first test", "test-accuracy", "\\d"],
  ["in its second epoch", "epoch", "^2$"],
];

/** In the page, before its own scripts: no store may be opened. */
const forbidStores = () => {
  indexedDB.open = () => {
    throw new DOMException("The operation is insecure.", "SecurityError");
  };
};

/** The same: these stores take nothing more, as on a full disk. @param {...string} stores */
const fill = (...stores) => `() => {
  const [{ put }, { commit }] = [IDBObjectStore.prototype, IDBTransaction.prototype];
  const full = new WeakSet();
  IDBTransaction.prototype.commit = function () {
    if (!full.has(this)) commit.call(this);
  };
  IDBObjectStore.prototype.put = function (...given) {
    const request = put.apply(this, given);
    if (!${JSON.stringify(stores)}.includes(this.name)) return request;
    const { transaction } = this;
    full.add(transaction);
    const error = new DOMException("There is no room.", "QuotaExceededError");
    Object.defineProperty(transaction, "error", { value: error, configurable: true });
    request.addEventListener("success", () => transaction.abort());
    return request;
  };
}`;

/** The same: no time passes for the page's own saves, and what it keeps of a run is noted. */
const keepOnlyWhenAsked = () => {
  performance.now = () => 0;
  window.kept = [];
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...given) {
    if (this.name === "runs") window.kept.push(given[0].saved?.progress);
    return put.apply(this, given);
  };
};

/** The same: this browser has no locks. */
const takeLocks = () => Object.defineProperty(Navigator.prototype, "locks", { value: undefined });

/** In the page: what is read from a kept file comes once `letFilesCome` is called. */
const holdFiles = () => {
  const { arrayBuffer } = Blob.prototype;
  const coming = new Promise((resolve) => (window.letFilesCome = resolve));
  Blob.prototype.arrayBuffer = async function () {
    await coming;
    return arrayBuffer.call(this);
  };
};

/** @param {import("../visit.mjs").Visit} visit */
export function saving(visit) {
  afterEach(async () => {
    visit.server.behave();
    await visit.leaveAlone();
  });

  /** After a reload it goes on where it was. */
  const comesBack = async (steps) => {
    const before = await visit.figure("test-accuracy");
    await steps.open();
    await steps.offersToGoOn();
    await visit.press("resume-run");
    await visit.eventually("it goes on where it was", async () => (await visit.figure("test-accuracy")) >= before - 2);
    await steps.buttonSays("train", "Training");
    const loss = await visit.text("train-loss");
    await visit.eventually("it learns on", async () => (await visit.text("train-loss")) !== loss);
    await steps.pause();
  };

  test("after a reload the run goes on", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh(ENDLESS);
    await visit.press("train");
    await steps.accuracyReaches(88);
    await steps.pause();
    assert.ok((await steps.isKept()) > 0, "checkpoints are kept too");
    await comesBack(steps);
  });

  /** Presses a button, and reloads the page as soon as a part of it says so: then it offers to go on. */
  const interrupt = async (steps, button, part, words) => {
    await visit.driver.executeScript(
      `const [button, part, words] = arguments;
      window.isOld = true;
      const says = () => new RegExp(words).test(document.querySelector(\`[data-testid="\${part}"]\`)?.textContent);
      new MutationObserver((_, observer) => says() && (observer.disconnect(), location.reload()))
        .observe(document.body, { childList: true, characterData: true, subtree: true });
      document.querySelector(\`[data-testid="\${button}"]\`).click();`,
      button,
      part,
      words,
    );
    await visit.eventually("it is reloaded", () => visit.driver.executeScript("return !window.isOld"));
    await visit.isReady();
    await steps.offersToGoOn();
    assert.equal(await visit.text("resume-run"), "Go on");
  };

  for (const [moment, part, words] of MOMENTS) {
    test(`a run whose page is reloaded ${moment} goes on to the same numbers`, async () => {
      const steps = stepsOf(visit);
      await visit.forgetAll();
      await visit.driver.get(`${visit.server.page}?recipe=handwriting-recogniser&epochs=3#/train`);
      await visit.isReady();
      await visit.press("train");
      const undisturbed = await steps.finishedRun();
      assert.equal(undisturbed.ends.length, 3);

      // The finished run stays in the store: it is not the one to go on with.
      await visit.driver.get(`${visit.server.page}?recipe=handwriting-recogniser&epochs=3#/train`);
      await visit.isReady();
      await interrupt(steps, "train", part, words);
      await interrupt(steps, "resume-run", "train", "^Training$");
      await visit.press("resume-run");
      const { id, ...numbers } = await steps.finishedRun();
      assert.notEqual(id, undisturbed.id);
      assert.deepEqual(numbers, { curve: undisturbed.curve, ends: undisturbed.ends });
    });
  }

  test("a run that is paused while it is taken up again rests, and goes on when asked", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh(ENDLESS);
    await visit.press("train");
    await steps.accuracyReaches(85);
    await steps.pause();
    await steps.isKept();
    await steps.open();
    await steps.offersToGoOn();
    // As soon as there is something to pause: the worker does not have the run yet.
    await visit.driver.executeScript(`
      const part = (name) => document.querySelector('[data-testid="' + name + '"]');
      const isAble = () => part("pause").ariaDisabled !== "true";
      new MutationObserver((_, observer) => isAble() && (observer.disconnect(), part("pause").click()))
        .observe(part("pause"), { attributes: true });
      part("resume-run").click();`);
    await steps.buttonSays("train", "Go on");
    const { updated } = (await steps.runs())[0];
    await visit.press("train");
    await visit.eventually("it learns on", async () => (await visit.text("samples-per-second")) !== "–");
    await steps.pause();
    await visit.eventually("it is kept again", async () => (await steps.runs())[0].updated > updated);
  });

  /** A run is offered, and is being taken up until `letFilesCome`. */
  const takeUpSlowly = async (steps) => {
    await steps.openFresh(ENDLESS);
    await visit.press("train");
    await steps.accuracyReaches(85);
    await steps.pause();
    assert.ok((await steps.isKept()) > 0, "with a file that is read when it goes on");
    await steps.open();
    await steps.offersToGoOn();
    await visit.driver.executeScript(`(${holdFiles})()`);
    await visit.press("resume-run");
    await steps.buttonSays("train", "Training");
  };

  test("a run that begins while another one is taken up is the one that trains", async () => {
    const steps = stepsOf(visit);
    await takeUpSlowly(steps);
    await visit.press("reset");
    await visit.press("reset-same");
    await visit.press("step");
    await steps.hasLoss();
    await steps.buttonSays("train", "Go on");
    const loss = await visit.text("train-loss");
    await visit.driver.executeAsyncScript("letFilesCome(); setTimeout(arguments[0], 1000)");
    assert.equal(await visit.text("train"), "Go on");
    assert.equal(await visit.text("train-loss"), loss);
    assert.equal(await visit.text("hint"), "");
    await visit.press("train");
    await steps.accuracyReaches(50);
    await steps.pause();
  });

  test("a rate that changes while a run is taken up is the one it goes on at", async () => {
    const steps = stepsOf(visit);
    await takeUpSlowly(steps);
    await steps.set("learning-rate", "0.0005");
    assert.equal(await visit.text("hint"), "");
    await visit.driver.executeScript("letFilesCome()");
    await visit.eventually("it learns on", async () => (await visit.text("samples-per-second")) !== "–");
    assert.equal(await steps.workersRate(), 0.0005);
    assert.equal(await visit.text("hint"), "");
    await steps.pause();
  });

  test("before the program that reads is here nothing trains and no field changes; then the run goes on", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh(ENDLESS);
    await visit.press("train");
    await steps.accuracyReaches(85);
    await steps.pause();
    await steps.isKept();
    visit.server.fail(builtVariant("reading").wasm, "refuse");
    await visit.goTo(visit.server.page);
    await visit.isState("failed");
    await visit.driver.executeScript("location.hash = '#/train'");
    await steps.offersToGoOn();
    const isAble = (testid) =>
      visit.driver.executeScript(
        `const part = document.querySelector('[data-testid="' + arguments[0] + '"]');
        return !part.disabled && part.ariaDisabled !== "true";`,
        testid,
      );
    const controls = ["resume-run", "train", "step", "recipe", "field-epochs", "field-learning-rate"];
    for (const control of controls) assert.equal(await isAble(control), false, control);
    for (const button of ["resume-run", "train"])
      await visit.driver.executeScript(`document.querySelector("[data-testid=${button}]").click()`);
    await visit.nextFrame();
    assert.equal(await visit.text("train"), "Train");
    visit.server.behave();
    await visit.press("retry");
    await visit.isReady();
    for (const control of controls) assert.equal(await isAble(control), true, control);
    await visit.press("resume-run");
    await steps.buttonSays("train", "Training");
    await steps.pause();
    assert.equal(await (await visit.find("field-epochs")).getAttribute("value"), ENDLESS.epochs);
    assert.match(await visit.driver.getCurrentUrl(), /\?recipe=keras-mlp&epochs=200&hidden-layers=128#\/train$/);
  });

  test("a run is kept as it is when the page goes out of sight", async () => {
    const steps = stepsOf(visit);
    await visit.meddle(keepOnlyWhenAsked);
    await steps.openFresh(ENDLESS);
    await visit.press("train");
    await steps.accuracyReaches(85);
    // By the clock and between two epochs it would be kept at their ends alone.
    const isKeptMidway = `
      Object.defineProperty(document, "hidden", { value: true, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
      return kept.some((progress) => progress && !progress.epoch_over);`;
    await visit.eventually("it is kept in the middle of an epoch", () => visit.driver.executeScript(isKeptMidway));
    await visit.press("pause");
  });

  test("where nothing may be kept, that is said once and training goes on", async () => {
    const steps = stepsOf(visit);
    await visit.meddle(forbidStores);
    await steps.openFresh(ENDLESS);
    await visit.press("train");
    await steps.says(".line", /keeps nothing for this page.*Training goes on/);
    await steps.accuracyReaches(85);
    assert.doesNotMatch(await visit.text("status"), /failed/);
    await visit.press("pause");
  });

  test("on a full disk, that is said once and training goes on", async () => {
    const steps = stepsOf(visit);
    await visit.meddle(fill("runs", "weights", "kept"));
    await steps.openFresh(ENDLESS);
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
    await steps.openFresh(ENDLESS);
    await visit.press("train");
    await steps.accuracyReaches(88);
    await steps.pause();
    assert.equal(await steps.isKept(), 0);
    await comesBack(steps);
  });

  const ids = async (steps) => (await steps.runs()).map(({ id }) => id);

  test("a corrupted store is no obstacle, and what is damaged goes when a run begins", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh();
    await damage(visit, ["runs", "kept"], (runs, kept) => {
      runs.put({ id: "broken", updated: Date.now(), saved: "nonsense" });
      kept.put({ id: "broken", points: "nonsense" });
    });
    await steps.open();
    await steps.says(
      ".line",
      /^A saved run was damaged and is not used\. Of the runs kept to compare, what was damaged is left out\. Here the curve/,
    );
    assert.equal(await steps.isOffered(), false);
    await visit.press("step");
    await steps.hasLoss();
    await visit.eventually("it is gone", async () => !(await ids(steps)).includes("broken"));
  });

  test("a run whose record lost its epochs, or whose file is shifted by a byte, is not offered: the one before it is, and goes on", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh(ENDLESS);
    await visit.press("train");
    await steps.accuracyReaches(85);
    await steps.pause();
    await steps.isKept();
    await damage(visit, ["runs", "kept"], (runs) => {
      runs.getAll().onsuccess = ({ target }) => {
        const [run] = target.result;
        const updated = Date.now() + 1000;
        runs.put({ ...run, id: "no-epochs", updated, recipe: { ...run.recipe, epochs: undefined } });
        // Of a part of a kept file Firefox keeps the whole file.
        const state = new Blob(["x", run.saved.state]);
        runs.put({ ...run, id: "shifted", updated, saved: { ...run.saved, state } });
      };
    });
    assert.equal((await ids(steps)).length, 3);
    await steps.open();
    await steps.says(".line", /^2 saved runs were damaged and are not used\. A run stopped at epoch \d+ of 200\./);
    await visit.press("resume-run");
    await steps.buttonSays("train", "Training");
    await visit.eventually("it learns on", async () => (await visit.text("samples-per-second")) !== "–");
    await steps.pause();
    await visit.eventually("only it is left", async () => (await ids(steps)).length === 1);
  });

  test("what the browser cannot read any more is said to be damaged, and is forgotten when asked", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh();
    await damage(visit, ["runs", "kept"], (runs) => runs.put({ id: "lost", updated: Date.now() }));
    await visit.meddle(() => {
      const { get } = IDBObjectStore.prototype;
      const refuse = function (store) {
        const request = get.call(store, "none");
        request.addEventListener("success", (event) => event.stopImmediatePropagation());
        setTimeout(() => {
          Object.defineProperty(request, "error", { value: new DOMException("Damaged.", "UnknownError") });
          request.dispatchEvent(new Event("error"));
        });
        return request;
      };
      IDBObjectStore.prototype.getAll = function () {
        return refuse(this);
      };
      IDBObjectStore.prototype.get = function (key) {
        return key === "lost" ? refuse(this) : get.call(this, key);
      };
    });
    await steps.open();
    await steps.says(".line", /^A saved run was damaged and is not used\. Here the curve/);
    await visit.press("forget-run");
    await steps.says(".line", /^Here the curve/);
    await visit.leaveAlone();
    await steps.open();
    assert.deepEqual(await ids(steps), []);
  });

  for (const [name, meddle] of [
    ["", null],
    [", also without locks", takeLocks],
  ]) {
    test(`a second tab trains a run of its own${name}`, async () => {
      const steps = stepsOf(visit);
      if (meddle) await visit.meddle(meddle);
      await steps.openFresh(ENDLESS);
      await visit.press("train");
      await steps.accuracyReaches(85);
      await steps.isKept();
      const first = await visit.driver.getWindowHandle();
      await visit.driver.switchTo().newWindow("tab");
      try {
        await steps.open();
        // The page looked for runs before this does.
        await steps.isKept();
        await visit.nextFrame();
        assert.equal(await steps.isOffered(), false);
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
