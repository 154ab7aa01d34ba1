// A monkey test: it presses, writes, draws, drags and leaves at random, from a seed, and nothing of the page breaks.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

/** MONKEY_SEED=11 repeats one. */
const { MONKEY_SEED } = process.env;

/** Actions between two looks from outside. */
const BATCH = 500;

const WIDTH = 1280;
const HEIGHT = 900;

/** What runs in the document around the page's frame. */
const script = async () => {
  const entryPoints = [fileURLToPath(new URL("monkey/play.mjs", import.meta.url))];
  const { outputFiles } = await esbuild.build({ entryPoints, bundle: true, format: "iife", write: false });
  return outputFiles[0].text;
};

/**
 * Each seed begins as on a first visit, so that what one finds, it finds alone.
 * @param {import("./visit.mjs").Visit} visit @param {number[]} seeds @param {number} actions of each
 */
function testSeeds(visit, seeds, actions) {
  after(async () => {
    await visit.driver.switchTo().defaultContent();
    await visit.forgetAll();
  });

  for (const seed of MONKEY_SEED ? [Number(MONKEY_SEED)] : seeds)
    test(`${actions} random actions of seed ${seed} break nothing`, async () => {
      await visit.forgetAll();
      await visit.goTo(visit.server.frame(WIDTH, HEIGHT));
      await visit.driver.executeScript(`${await script()}; window.monkey = monkeyOf(arguments[0]);`, seed);
      let seen;
      const told = () =>
        `MONKEY_SEED=${seed}, after ${seen?.count} actions, the last of which:\n${seen?.trace.join("\n")}\n`;
      const errors = await visit.errorsDuring(async () => {
        for (let done = 0; done < actions; done += BATCH) {
          seen = await visit.driver.executeAsyncScript(
            `const [actions, done] = arguments;
            monkey.play(actions).then(done, (error) => done({ faults: ["the monkey: " + error + error.stack], trace: [] }));`,
            BATCH,
          );
          assert.deepEqual(seen.faults, [], told());
        }
      });
      assert.deepEqual(errors, [], told());
      assert.ok(seen.rooms.length >= 18, `it was only in ${seen.rooms}`);
      assert.ok(seen.hasTrained, "nothing was trained");
      await isAlive(visit, told());
    });
}

/** The page reads as before. */
async function isAlive(visit, told) {
  await visit.driver.executeScript(
    "const frame = document.querySelector('iframe'); [frame.width, frame.height] = arguments",
    WIDTH,
    HEIGHT,
  );
  await visit.driver.switchTo().frame(0);
  await visit.enter("read");
  await visit.driver.executeScript("scrollTo({ top: 0, behavior: 'instant' })");
  await visit.press("clear");
  await visit.isState("blank");
  await visit.draw([
    [
      [0.5, 0.2],
      [0.5, 0.8],
    ],
  ]);
  await visit.isState("read", "unsure").catch((error) => {
    throw new Error(`it no longer reads. ${told}`, { cause: error });
  });
  await visit.driver.switchTo().defaultContent();
}

/** @param {import("./visit.mjs").Visit} visit */
export const monkey = (visit) => testSeeds(visit, [1], 1_000);

/** @param {import("./visit.mjs").Visit} visit */
export const monkeys = (visit) => testSeeds(visit, [11, 12, 13, 14, 15], 2_000);
