// Training on more than one core, where the browser lets the page share memory.

import assert from "node:assert/strict";
import { availableParallelism } from "node:os";
import { afterEach, test } from "node:test";

/** @param {import("./visit.mjs").Visit} visit */
export function cores(visit) {
  const run = (script) => visit.driver.executeScript(`return ${script}`);
  const forgetWorkers = () =>
    visit.driver.executeAsyncScript(`
      const done = arguments[arguments.length - 1];
      navigator.serviceWorker.getRegistrations()
        .then((all) => Promise.all(all.map((one) => one.unregister()))).then(done, done);
    `);
  afterEach(async () => {
    visit.server.behave();
    await forgetWorkers();
  });

  const trains = async () => {
    await visit.press("train");
    await visit.eventually("it trains", async () => (await visit.figure("samples-per-second")) > 0);
    await visit.press("pause");
    return run("document.querySelector('#cores').textContent");
  };
  const words = availableParallelism() > 1 ? `, ${Math.min(availableParallelism(), 4)} cores` : "";

  test("training uses the cores that there are, and says so", async () => {
    await visit.forgetAll();
    await visit.open();
    assert.equal(await run("crossOriginIsolated"), true);
    assert.equal(await trains(), words);
  });

  const alone = availableParallelism() === 1 && "with one core there is nothing to share";
  test("on a host without headers the first visit trains on one core, the next on all", { skip: alone }, async () => {
    visit.server.sendNoHeaders();
    await visit.forgetAll();
    await visit.open();
    assert.equal(await run("crossOriginIsolated"), false);
    assert.equal(await trains(), "");
    await visit.hasServiceWorker();
    await visit.forgetAll();
    await visit.open();
    assert.equal(await run("crossOriginIsolated"), true);
    assert.equal(await trains(), words);
  });

  test("where threads do not start, one core trains, and nothing waits to become a thread", async () => {
    visit.server.fail(/-threads\//, "refuse");
    await visit.forgetAll();
    await visit.open();
    await visit.driver.executeScript(`
      window.ended = 0;
      const { terminate } = Worker.prototype;
      Worker.prototype.terminate = function () {
        window.ended += 1;
        terminate.call(this);
      };
    `);
    assert.equal(await trains(), "");
    const threads = availableParallelism() > 1 ? Math.min(availableParallelism(), 4) : 0;
    assert.equal(await run("window.ended"), threads);
  });
}
