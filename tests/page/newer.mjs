// A newer version takes this one's place on the host while somebody is here: that is said where something does not
// arrive any more, and the drawing and the run go along.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { builtFile } from "../../tools/build/dist.mjs";
import { DIGITS } from "./digits.mjs";
import { click } from "./insight.mjs";
import { paint } from "./paint.mjs";
import { ENDLESS, stepsOf } from "./training/steps.mjs";

/** @param {import("./visit.mjs").Visit} visit */
export function newer(visit) {
  afterEach(async () => {
    visit.server.behave();
    await visit.leaveAlone();
  });

  const isShown = () => visit.driver.executeScript("return document.querySelector('#newer') !== null");
  const words = () => visit.driver.executeScript("return document.querySelector('#newer p').textContent");
  const isSaid = async () => {
    await visit.eventually("a newer version is spoken of", isShown);
    return words();
  };

  /** Asks for something that is gone: the measure of the device, in Train. */
  const asks = async () => {
    await visit.enter("train");
    await visit.driver.findElement({ css: "#device summary" }).click();
    await click(visit, "measure");
  };

  /** Goes over to the version that is on the host, which is this one once more. */
  const goOver = async () => {
    visit.server.behave();
    await visit.driver.executeScript("window.isOld = true");
    await visit.press("load-newer");
    await visit.eventually("it is loaded", () => visit.driver.executeScript("return !window.isOld"));
    await visit.isReady();
    // The browser comes back to where the page was scrolled to, where something may lie over a button.
    await visit.driver.executeScript("scrollTo(0, 0)");
    assert.equal(await isShown(), false);
  };

  test("where a worker is gone a newer version is offered, and the drawing and the run go along", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh(ENDLESS);
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    await visit.press("train");
    await steps.accuracyReaches(85);
    visit.server.deploy();
    assert.equal(await isShown(), false);
    await asks();
    assert.equal(
      await isSaid(),
      "A new version is here, and this one is no longer whole. Your drawing and your run are kept.",
    );
    assert.equal(await visit.text("train"), "Training");
    const before = await visit.figure("test-accuracy");

    await goOver();
    await visit.eventually("the run is offered", () => visit.find("resume-run").isDisplayed());
    await visit.isState("read", "unsure");
    await visit.press("resume-run");
    await visit.eventually("it goes on", async () => (await visit.figure("test-accuracy")) >= before - 2);
    await steps.pause();
  });

  test("where the network is gone before it was here, a newer version is offered when it is asked for again", async () => {
    visit.server.fail(builtFile("pretrained", "reader", ".safetensors"), "refuse");
    await visit.goTo(visit.server.page);
    await visit.isState("failed");
    await visit.draw(DIGITS[7]);
    assert.equal(await isShown(), false, "a file that does not arrive is no newer version");
    visit.server.behave();
    visit.server.deploy();
    await visit.press("retry");
    await isSaid();
    await goOver();
    await visit.reads(7);
  });

  test("a picture goes along", async () => {
    await visit.open();
    await visit.handOver("paste", paint(DIGITS[4], { ink: 30, paper: 235 }));
    await visit.isState("read", "unsure");
    const before = await visit.probabilities();
    await visit.enter("train");
    visit.server.deploy();
    await asks();
    await isSaid();
    await goOver();
    await visit.isState("read", "unsure");
    assert.deepEqual(await visit.probabilities(), before);
  });

  test("where the browser keeps nothing, that is said", async () => {
    await visit.meddle(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("The operation is insecure.", "SecurityError");
      };
    });
    await visit.open();
    await visit.enter("train");
    visit.server.deploy();
    await asks();
    assert.match(await isSaid(), /This browser keeps nothing for this page, so your drawing will be lost\.$/);
  });

  test("where a run is kept by nobody, that is said", async () => {
    visit.server.fail(/\/where\/$/, "forbid");
    const steps = stepsOf(visit);
    await steps.open();
    await visit.press("train");
    await steps.hasLoss();
    visit.server.behave();
    visit.server.deploy();
    await asks();
    assert.match(await isSaid(), /This browser keeps nothing for this page, so your run will be lost\.$/);
  });
}
