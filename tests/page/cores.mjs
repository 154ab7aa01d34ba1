// Training on more than one core, where the browser lets the page share memory.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { builtFile } from "../../tools/build/dist.mjs";
import { click, says } from "./insight.mjs";
import { ENDLESS, stepsOf } from "./training/steps.mjs";

/** In the page, before its own scripts: there are two cores, and the workers can be got at. */
const holdWorkers = () => {
  Object.defineProperty(Navigator.prototype, "hardwareConcurrency", { value: 2 });
  window.held = [];
  window.Worker = class extends Worker {
    constructor(url, options) {
      super(url, options);
      window.held.push({ name: options.name, worker: this });
    }
  };
};

/** @param {import("./visit.mjs").Visit} visit */
export function cores(visit) {
  const run = (script) => visit.driver.executeScript(`return ${script}`);
  afterEach(async () => {
    visit.server.behave();
    await visit.leaveAlone();
    await visit.forgetServiceWorker();
  });

  const trains = async () => {
    await visit.press("train");
    await visit.eventually("it trains", async () => (await visit.figure("samples-per-second")) > 0);
    await visit.press("pause");
    return run("document.querySelector('#cores').textContent");
  };
  /** Threads that share the work where they may, as many as the browser says that there are cores. */
  const threads = async () => {
    const cores = await run("navigator.hardwareConcurrency");
    return cores > 1 ? Math.min(cores, 4) : 0;
  };
  const words = async () => ((await threads()) > 0 ? `, ${await threads()} cores` : "");

  test("training uses the cores that there are, and says so", async () => {
    await visit.forgetAll();
    await stepsOf(visit).open();
    assert.equal(await run("crossOriginIsolated"), true);
    assert.equal(await trains(), await words());
  });

  test("on a host without headers the first visit trains on one core, the next on all", async (t) => {
    visit.server.sendNoHeaders();
    await visit.forgetAll();
    await stepsOf(visit).open();
    if ((await threads()) === 0) return t.skip("with one core there is nothing to share");
    assert.equal(await run("crossOriginIsolated"), false);
    assert.equal(await trains(), "");
    await visit.hasServiceWorker();
    await visit.forgetAll();
    await stepsOf(visit).open();
    assert.equal(await run("crossOriginIsolated"), true);
    assert.equal(await trains(), await words());
  });

  test("where threads do not start, one core trains, and nothing waits to become a thread", async () => {
    visit.server.fail(/\/crate\/threads-/, "refuse");
    await visit.forgetAll();
    await stepsOf(visit).open();
    await visit.driver.executeScript(`
      window.ended = 0;
      const { terminate } = Worker.prototype;
      Worker.prototype.terminate = function () {
        window.ended += 1;
        terminate.call(this);
      };
    `);
    assert.equal(await trains(), "");
    assert.equal(await run("window.ended"), await threads());
  });

  const THREAD = builtFile("www", "thread", ".js");

  test("where a thread’s script does not load, one core trains", async () => {
    await visit.meddle(holdWorkers);
    await visit.forgetAll();
    await stepsOf(visit).open();
    visit.server.fail(THREAD, "refuse");
    assert.equal(await trains(), "");
  });

  test("a thread that ends by an error is said, and the training goes on when asked", async () => {
    const steps = stepsOf(visit);
    await visit.meddle(holdWorkers);
    await steps.openFresh(ENDLESS);
    visit.server.fail(THREAD, "throw");
    await visit.press("train");
    await steps.hintSays(/Training did not begin\.\s*A thread ended: thrown in a test\.\s*Try again/);
    visit.server.behave();
    await steps.takeHint();
    await steps.hasLoss();
    await steps.pause();
  });

  test("so it is where the device is measured, and where dreams are asked for", async () => {
    await visit.meddle(holdWorkers);
    await stepsOf(visit).open();
    visit.server.fail(THREAD, "throw");
    await click(visit, "measure");
    await says(visit, "speed", /a thread ended: thrown in a test/);
    await visit.enter("mind/dreams");
    await visit.eventually("no dreams", () =>
      run("/a thread ended: thrown in a test/.test(document.querySelector('.dreaming').textContent)"),
    );
  });

  test("a thread that is terminated is noticed, and the training goes on from the last save", async () => {
    const steps = stepsOf(visit);
    await visit.meddle(holdWorkers);
    await steps.openFresh(ENDLESS);
    await visit.press("train");
    await steps.accuracyReaches(85);
    await steps.pause();
    await steps.isKept();
    await visit.press("train");
    await steps.buttonSays("train", "Training");
    await run("held.find(({ name }) => name === 'thread').worker.terminate()");
    // A worker that is merely silent would be said to have not answered.
    await steps.hintSays(/ended by the browser at epoch \d+ \(a thread was ended\).*Go on from there/s);
    await steps.takeHint();
    // Another worker has the run again.
    await steps.workersRate();
    await steps.pause();
  });
}
