// Training in the page: it learns while the page stays alive, stops, goes on, and survives what goes wrong.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { DIGITS } from "./digits.mjs";

const IMAGES = /train-images/;

/** @param {import("./visit.mjs").Visit} visit */
export function training(visit) {
  afterEach(() => visit.server.behave());

  /** Opens the page as on a first visit, with these settings in place of the recipe's. */
  const openFresh = async (settings = {}) => {
    await visit.forgetAll();
    await visit.open();
    await visit.driver.executeScript("document.querySelectorAll('details').forEach((details) => (details.open = true))");
    for (const [name, value] of Object.entries(settings)) {
      const field = await visit.find(name === "recipe" ? "recipe" : `field-${name}`);
      if ((await field.getTagName()) === "select") {
        await visit.driver.executeScript(
          "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change', { bubbles: true }))",
          field,
          value,
        );
      } else {
        await field.clear();
        await field.sendKeys(value);
      }
    }
  };
  const buttonSays = (testid, words) =>
    visit.eventually(`${testid} says ${words}`, async () => (await visit.text(testid)) === words);
  const accuracyReaches = (percent) =>
    visit.eventually(`${percent} % of the test images`, async () => (await visit.figure("test-accuracy")) >= percent);
  const hintSays = (pattern) =>
    visit.eventually(`the hint says ${pattern}`, async () => pattern.test(await visit.text("hint")));

  test("loss falls and accuracy rises while the page goes on reading", async () => {
    await openFresh();
    await visit.press("train");
    await visit.eventually("a first loss", async () => (await visit.figure("train-loss")) > 0);
    const first = await visit.figure("train-loss");
    await visit.draw(DIGITS[3]);
    await visit.isState("read", "unsure");
    await accuracyReaches(93);
    await visit.reads(3);
    assert.ok((await visit.figure("train-loss")) < first / 2, "the loss fell");
    assert.ok((await visit.figure("samples-per-second")) > 0);
    assert.ok((await visit.figure("test-loss")) < 0.4);

    await visit.press("pause");
    await buttonSays("train", "Go on");
    const paused = [await visit.text("train-loss"), await visit.text("epoch")];
    await visit.nextFrame();
    assert.deepEqual([await visit.text("train-loss"), await visit.text("epoch")], paused);

    await visit.press("reader-switch");
    await visit.reads(3);
  });

  test("after a reload the run goes on", async () => {
    await openFresh({ recipe: "handwriting-recogniser", epochs: "30" });
    await visit.press("train");
    await accuracyReaches(90);
    await visit.press("pause");
    await buttonSays("train", "Go on");
    await visit.eventually("the run is kept", () =>
      visit.driver.executeAsyncScript(`
        const done = arguments[arguments.length - 1];
        const request = indexedDB.open("neuroglyph");
        request.onsuccess = () => {
          const all = request.result.transaction("runs").objectStore("runs").getAll();
          all.onsuccess = () => { request.result.close(); done(all.result.some((run) => run.saved.progress.examples > 0)); };
        };
      `),
    );
    const before = await visit.figure("test-accuracy");

    await visit.open();
    await visit.eventually("it offers to go on", async () => (await visit.find("resume-run")).isDisplayed());
    await visit.press("resume-run");
    await visit.eventually("it goes on where it was", async () => (await visit.figure("test-accuracy")) >= before - 2);
    await buttonSays("train", "Training");
    await accuracyReaches(95);
    await visit.press("pause");
    await buttonSays("train", "Go on");
  });

  test("one step, and back to the same first weights", async () => {
    await openFresh({ recipe: "handwriting-recogniser" });
    await visit.press("step");
    await visit.eventually("a loss", async () => (await visit.figure("train-loss")) > 1);
    const loss = await visit.text("train-loss");
    await buttonSays("train", "Go on");
    await visit.press("reset");
    await visit.press("reset-same");
    await visit.eventually("nothing learnt", async () => Number.isNaN(await visit.figure("train-loss")));
    await visit.press("step");
    await visit.eventually("the same loss", async () => (await visit.text("train-loss")) === loss);
  });

  test("a wrong value is told beside its field, and Train waits", async () => {
    await openFresh({ "learning-rate": "-1" });
    await visit.eventually("the field's error", async () => /rate. Use 0.00001 to 10/.test(await visit.text("error-learning-rate")));
    await visit.press("train");
    await visit.nextFrame();
    assert.equal(await visit.text("train"), "Train");
    assert.ok(Number.isNaN(await visit.figure("train-loss")));
  });

  test("a run that diverges says what to lower, and keeps a network that reads", async () => {
    await openFresh({ "learning-rate": "10" });
    await visit.draw(DIGITS[3]);
    await visit.press("train");
    await hintSays(/left the numbers.*Lower the rate \(it is 10; try 1\)/s);
    await visit.isState("read", "unsure");
  });

  test("images that stop arriving are said, and fetched again when asked", async () => {
    await openFresh({ recipe: "handwriting-recogniser" });
    visit.server.fail(IMAGES, "cut");
    await visit.press("train");
    await hintSays(/train-images (stopped arriving at 100 of 1,000 KB|did not arrive), so training has stopped/);
    visit.server.behave();
    await visit.driver.executeScript("document.querySelector('[data-testid=hint] button').click()");
    await accuracyReaches(85);
    await visit.press("pause");
  });

  test("images that are not MNIST's stop the run and are named", async () => {
    await openFresh({ recipe: "handwriting-recogniser" });
    visit.server.fail(IMAGES, "alter");
    await visit.press("train");
    await hintSays(/train-images is not MNIST’s.*SHA-256.*the weights so far are kept/s);
  });

  test("images whose gzip the server has undone are right too", async () => {
    await openFresh({ recipe: "handwriting-recogniser" });
    visit.server.fail(/mnist/, "unzip");
    await visit.press("train");
    await accuracyReaches(85);
    await visit.press("pause");
  });

  test("a second tab trains a run of its own", async () => {
    await openFresh({ recipe: "handwriting-recogniser", epochs: "30" });
    await visit.press("train");
    await accuracyReaches(85);
    const first = await visit.driver.getWindowHandle();
    await visit.driver.switchTo().newWindow("tab");
    try {
      await visit.open();
      await visit.press("train");
      await visit.eventually("it says so", async () =>
        /Another tab is training/.test(await visit.driver.executeScript("return document.querySelector('.line').textContent")),
      );
      await visit.eventually("a loss", async () => (await visit.figure("train-loss")) > 0);
    } finally {
      await visit.driver.close();
      await visit.driver.switchTo().window(first);
    }
    await accuracyReaches(92);
    await visit.press("pause");
    await buttonSays("train", "Go on");
  });

  test("a model file is loaded and reads, and one that is none is refused", async () => {
    await openFresh();
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    const load = async (path) => (await visit.find("load-model")).sendKeys(fileURLToPath(new URL(path, import.meta.url)));
    const says = (selector, pattern) =>
      visit.eventually(`${selector} says ${pattern}`, async () =>
        pattern.test(await visit.driver.executeScript(`return document.querySelector("${selector}").textContent`)),
      );
    await load("../../package.json");
    await says(".files p", /no safetensors file/);
    await visit.reads(3);
    await load("../../pretrained/nielsen.safetensors");
    await says(".read", /nielsen/);
    await visit.reads(3);
    await visit.press("reader-switch");
    await says(".read", /pretrained/);
  });

  test("a corrupted store is no obstacle", async () => {
    await openFresh();
    await visit.driver.executeAsyncScript(`
      const done = arguments[arguments.length - 1];
      // Of the version that the page has made.
      const request = indexedDB.open("neuroglyph");
      request.onsuccess = () => {
        const transaction = request.result.transaction("runs", "readwrite");
        transaction.objectStore("runs").put({ id: "broken", updated: Date.now(), saved: "nonsense" });
        transaction.oncomplete = () => { request.result.close(); done(); };
      };
    `);
    await visit.open();
    await visit.press("step");
    await visit.eventually("a loss", async () => (await visit.figure("train-loss")) > 0);
  });
}
