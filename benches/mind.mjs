// What looking inside costs a training: samples a second by the clock, while nothing of Mind is in sight, and while its parts are.

import { result } from "./result.mjs";

const ROUNDS = 4;
const TURN_MS = 12_000;

/** What is brought into sight in turns. */
const TURNS = { "nothing of Mind": ".about", "its dreams": ".dreams", "where it errs": ".confusion" };

/** Samples that the run has seen. */
const SEEN = `
  const done = document.querySelector("[data-testid=train]").style.getPropertyValue("--done");
  return Number(done) * 200 * 60_000;
`;

/** @param {import("../tests/page/visit.mjs").Visit} visit @param {string} browser */
export async function measureMind(visit, browser) {
  const { driver } = visit;
  await visit.forgetAll();
  await driver.get(`${visit.server.page}?recipe=keras-mlp&epochs=200`);
  await visit.isReady();
  await visit.press("train");
  await driver.wait(async () => (await visit.figure("test-accuracy")) > 90, 180_000);
  /** @type {Record<string, number[]>} */
  const rates = Object.fromEntries(Object.keys(TURNS).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, selector] of Object.entries(TURNS)) {
      await driver.executeScript("document.querySelector(arguments[0]).scrollIntoView()", selector);
      // What was asked for before has ended, and what is asked for now has begun.
      await new Promise((resolve) => setTimeout(resolve, 3000));
      const [begin, before] = [performance.now(), await driver.executeScript(SEEN)];
      await new Promise((resolve) => setTimeout(resolve, TURN_MS));
      const seen = (await driver.executeScript(SEEN)) - before;
      rates[name].push(seen / ((performance.now() - begin) / 1000));
    }
  }
  await driver.executeScript("document.querySelector('[data-testid=pause]').click()");
  return Object.entries(rates).map(([name, values]) => result(`training keras-mlp with ${name} in sight`, browser, values, "samples/s"));
}
