// The sprints as a person feels them: from pressing Train, with MNIST loaded, to the end of the schedule. What is loaded
// comes with a first step, so that one step of some hundreds is not measured.

import { availableParallelism } from "node:os";
import { builtVariant } from "../tools/build/dist.mjs";
import { result } from "./result.mjs";

/** Without it one core trains. */
const { wasm: THREADS } = builtVariant("threads");

/** By recipe, the accuracy that it is for, in percent. */
const SPRINTS = { sprint: 98, "sprint-99": 99 };
const SEEDS = [1, 2, 3, 4, 5];

/** Milliseconds after which MNIST, which a first step asks for, is here, and nothing else is in the way. */
const LOADED = 5000;

/** In the page: presses Train, and answers with the milliseconds until the run is over. */
const train = `
  const done = arguments[arguments.length - 1];
  const button = document.querySelector("[data-testid=train]");
  const begin = performance.now();
  new MutationObserver(() => button.textContent === "Train again" && done(performance.now() - begin))
    .observe(button, { childList: true, characterData: true, subtree: true });
  button.click();`;

/** In the page: the share of the test images that the run which was kept last reads right. */
const accuracy = `
  const done = arguments[arguments.length - 1];
  const request = indexedDB.open("neuroglyph");
  request.onsuccess = () => {
    const all = request.result.transaction("runs").objectStore("runs").getAll();
    all.onsuccess = () => {
      request.result.close();
      const last = all.result.toSorted((a, b) => a.updated - b.updated).at(-1)?.tests.at(-1);
      done(last?.epoch_over ? last.accuracy : null);
    };
  };`;

/** @param {import("../tests/page/visit.mjs").Visit} visit @param {string} browser */
export async function measureSprints(visit, browser) {
  const { driver, server } = visit;
  const all = Math.min(availableParallelism(), 4);
  const run = async (recipe, seed, threads) => {
    if (threads === 1) server.fail(THREADS, "refuse");
    await driver.get(`${server.page}?recipe=${recipe}&seed=${seed}`);
    await visit.isReady();
    await visit.enter("train");
    await visit.press("step");
    await visit.eventually("a step", async () => (await visit.text("train")) === "Go on");
    await new Promise((resolve) => setTimeout(resolve, LOADED));
    const seconds = (await driver.executeAsyncScript(train)) / 1000;
    server.behave();
    let right = null;
    await visit.eventually("the run is kept", async () => (right = await driver.executeAsyncScript(accuracy)) !== null);
    return { seconds, percent: 100 * right };
  };

  await run("sprint", 0, all);
  const results = [];
  for (const [recipe, goal] of Object.entries(SPRINTS)) {
    console.log(`${browser}: ${recipe}`);
    const counts = all > 1 ? [1, all] : [1];
    const runs = counts.map(() => []);
    for (const seed of SEEDS)
      for (const [i, threads] of counts.entries()) runs[i].push(await run(recipe, seed, threads));
    for (const [i, threads] of counts.entries()) {
      const who = { subject: "neuroglyph", build: "page", threads };
      const named = (what) => `${recipe}, ${threads === 1 ? "1 thread" : `${threads} threads`}, ${what}`;
      results.push(
        result(
          named("from pressing Train to its end"),
          browser,
          runs[i].map(({ seconds }) => seconds),
          "s",
          who,
        ),
      );
      results.push(
        result(
          named(`test images read right (its goal: ${goal})`),
          browser,
          runs[i].map(({ percent }) => percent),
          "%",
          who,
        ),
      );
    }
  }
  return results;
}
