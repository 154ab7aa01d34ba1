// What looking inside costs a training: samples a second by the clock, in rooms of Mind, and with its worker kept away.

import { builtFile } from "../tools/build/dist.mjs";
import { result } from "./result.mjs";

const ROUNDS = 7;
const TURN_MS = 12_000;
const EPOCHS = 200;

const WORKER = builtFile("www", "mind", ".js");
const NOTHING = /^$/;

/** In turns: which room is entered, and what does not arrive. @type {[string, string, string | RegExp][]} */
const TURNS = [
  ["no dreams", "mind/dreams", WORKER],
  ["dreams in sight", "mind/dreams", NOTHING],
  ["the matrix in sight", "mind/errors", NOTHING],
];

/** In Train: samples that the run has seen. */
const SEEN = `
  const done = getComputedStyle(document.querySelector("[data-testid=train]")).getPropertyValue("--done");
  return Number(done) * ${EPOCHS} * 60_000;
`;

/** @param {import("../tests/page/visit.mjs").Visit} visit @param {string} browser */
export async function measureMind(visit, browser) {
  const { driver } = visit;
  /** Of the run, and when; the page stays in the room. */
  const seen = async (room) => {
    await visit.enter("train");
    const [samples, at] = [await driver.executeScript(SEEN), performance.now()];
    await visit.enter(room);
    return { samples, at };
  };
  const rates = TURNS.map(() => /** @type {number[]} */ ([]));
  for (let round = 0; round < ROUNDS; round += 1) {
    const turns = [...TURNS.entries()];
    // Forth and back, so that none is always after the same other.
    for (const [turn, [, room, lost]] of round % 2 ? turns.toReversed() : turns) {
      await visit.forgetAll();
      visit.server.fail(lost, "refuse");
      await driver.get(`${visit.server.page}?recipe=keras-mlp&epochs=${EPOCHS}`);
      await visit.isReady();
      await visit.enter("train");
      await visit.press("train");
      await driver.wait(async () => (await visit.figure("test-accuracy")) > 90, 180_000);
      await visit.enter(room);
      // The first dreams and the first evaluation are not asked for again.
      await new Promise((resolve) => setTimeout(resolve, 4000));
      const begin = await seen(room);
      await new Promise((resolve) => setTimeout(resolve, TURN_MS));
      const end = await seen(room);
      rates[turn].push((end.samples - begin.samples) / ((end.at - begin.at) / 1000));
    }
  }
  visit.server.behave();
  return TURNS.map(([name], turn) => result(`training keras-mlp with ${name}`, browser, rates[turn], "samples/s"));
}
