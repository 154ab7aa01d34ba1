// A run whose page is reloaded ten times, at moments that a seed chooses, ends in the numbers of one that was left alone.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { stepsOf } from "./training/steps.mjs";

const SETTINGS = "?recipe=handwriting-recogniser&epochs=8#/train";
const EPOCHS = 8;
const SEED = Number(process.env.RELOADS_SEED ?? 1);

/** Milliseconds of the first moments: all of them lie in the first five seconds of the run. */
const EARLY_MS = 1_200;
const EARLY = 4;
const TIMES = 10;

/** Shares of what a wait may be at most, from 0 to below 1. @param {number} seed */
function sharesOf(seed) {
  let state = seed;
  return Array.from({ length: TIMES }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  });
}

/** @param {import("./visit.mjs").Visit} visit */
export function reloads(visit) {
  after(() => visit.forgetAll());

  test(`a run that is reloaded ten times, at moments of seed ${SEED}, ends in the same numbers`, async () => {
    const steps = stepsOf(visit);
    const open = async () => {
      await visit.driver.get(`${visit.server.page}${SETTINGS}`);
      await visit.isReady();
    };
    await visit.forgetAll();
    await open();
    const begin = performance.now();
    await visit.press("train");
    const undisturbed = await steps.finishedRun();
    const duration = performance.now() - begin;
    assert.equal(undisturbed.ends.length, EPOCHS);

    // The finished run stays in the store: it is not the one to go on with.
    await visit.driver.get(visit.server.empty);
    await open();
    const waits = sharesOf(SEED).map((share, time) => Math.round(share * (time < EARLY ? EARLY_MS : duration / TIMES)));
    const told = `RELOADS_SEED=${SEED}, after waits of ${waits.join(", ")} ms`;
    for (const [time, wait] of waits.entries()) {
      // In the page, so that the moment is not the driver's.
      await visit.driver.executeScript(
        `const [button, wait] = arguments;
        window.isOld = true;
        const train = document.querySelector("[data-testid=train]");
        document.querySelector(\`[data-testid="\${button}"]\`).click();
        const begin = () => (train.textContent === "Training" ? setTimeout(() => location.reload(), wait) : requestAnimationFrame(begin));
        begin();`,
        time === 0 ? "train" : "resume-run",
        wait,
      );
      await visit.eventually(`reload ${time + 1}`, () => visit.driver.executeScript("return !window.isOld"));
      await visit.isReady();
      await steps.offersToGoOn();
    }
    await visit.press("resume-run");
    const { id, ...numbers } = await steps.finishedRun();
    assert.notEqual(id, undisturbed.id, told);
    assert.deepEqual(numbers, { curve: undisturbed.curve, ends: undisturbed.ends }, told);
  });
}
