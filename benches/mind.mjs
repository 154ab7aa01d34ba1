// What looking inside costs a training: samples a second by the clock, with parts of Mind in sight, and with its worker kept away.

import { builtFile } from "../tools/build/dist.mjs";
import { result } from "./result.mjs";

const ROUNDS = 7;
const TURN_MS = 12_000;
const EPOCHS = 200;

const WORKER = builtFile("www", "mind", ".js");
const NOTHING = /^$/;

/** In turns: what is in sight, and what does not arrive. @type {[string, string, string | RegExp][]} */
const TURNS = [
  ["no dreams", ".dreams", WORKER],
  ["dreams in sight", ".dreams", NOTHING],
  ["the matrix in sight", ".confusion", NOTHING],
];

/** Samples that the run has seen. */
const SEEN = `
  const done = document.querySelector("[data-testid=train]").style.getPropertyValue("--done");
  return Number(done) * ${EPOCHS} * 60_000;
`;

/** @param {import("../tests/page/visit.mjs").Visit} visit @param {string} browser */
export async function measureMind(visit, browser) {
  const { driver } = visit;
  const rates = TURNS.map(() => /** @type {number[]} */ ([]));
  for (let round = 0; round < ROUNDS; round += 1) {
    const turns = [...TURNS.entries()];
    // Forth and back, so that none is always after the same other.
    for (const [turn, [, selector, lost]] of round % 2 ? turns.toReversed() : turns) {
      visit.server.fail(lost, "refuse");
      await driver.get(`${visit.server.page}?recipe=keras-mlp&epochs=${EPOCHS}`);
      await visit.isReady();
      await visit.press("train");
      await driver.wait(async () => (await visit.figure("test-accuracy")) > 90, 180_000);
      await driver.executeScript("document.querySelector(arguments[0]).scrollIntoView()", selector);
      // The first dreams and the first evaluation are not asked for again.
      await new Promise((resolve) => setTimeout(resolve, 4000));
      const [begin, before] = [performance.now(), await driver.executeScript(SEEN)];
      await new Promise((resolve) => setTimeout(resolve, TURN_MS));
      const seen = (await driver.executeScript(SEEN)) - before;
      rates[turn].push(seen / ((performance.now() - begin) / 1000));
    }
  }
  visit.server.behave();
  return TURNS.map(([name], turn) => result(`training keras-mlp with ${name}`, browser, rates[turn], "samples/s"));
}
