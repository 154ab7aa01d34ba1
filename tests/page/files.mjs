// What the page is made of: files with a hash of their contents in their names, so that no two builds can be mixed; and
// programs and models that are checked when they arrive (failures.mjs has those that reading takes).

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterEach, test } from "node:test";
import { HASH, UNHASHED, builtFile, builtVariant, nameOf } from "../../tools/build/dist.mjs";
import { DIGITS } from "./digits.mjs";
import { click, says } from "./insight.mjs";
import { ENDLESS, stepsOf } from "./training/steps.mjs";

const DIST = new URL("../../dist/", import.meta.url);

/** Whichever of the crate's builds the workers take. */
const PROGRAM = /\/crate\/(plain|relaxed|threads)-\w+\.wasm$/;

/** All that is asked for sooner or later, but for what depends on the browser and the machine. */
const SOONER_OR_LATER = [
  ...["page.css", "main.js", "learn-room.js", "train-room.js", "mind-room.js", "trainer.js", "mind.js", "benchmark.js"],
  ...["reading.js", "reading.wasm", "reader.safetensors", "reader-mnist.safetensors", "means-idx3-ubyte"],
];

/** @param {import("./visit.mjs").Visit} visit */
export function files(visit) {
  afterEach(() => visit.server.behave());

  /** What a tool of Mind comes to say. */
  const comesToSay = async (room, testid, pattern) => {
    await visit.enter(room);
    await says(visit, testid, pattern);
  };

  /** The measure of the device is a closed line at the end of Train. */
  const measures = async () => {
    await visit.driver.findElement({ css: "#device summary" }).click();
    await click(visit, "measure");
  };

  const trains = async (steps) => {
    await steps.accuracyReaches(50);
    await steps.pause();
  };

  test("every file that a whole visit asks for has a hash in its name, programs and models that of their contents", async () => {
    const steps = stepsOf(visit);
    visit.server.takeAsked();
    await steps.openFresh(ENDLESS);
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    await comesToSay("mind/dreams", "method-text", /reads \d+ of its 10/);
    await comesToSay("mind/dreams", "large-mean", /The mean of all 3s/);
    await comesToSay("mind/styles", "hands-without", /reads [\d.]+ %/);
    await visit.enter("mind/errors");
    await visit.press("fetch-images");
    await comesToSay("mind/errors", "exam", /reads [\d.]+ %/);
    await visit.enter("learn");
    await visit.enter("train");
    await visit.press("train");
    await trains(steps);
    await measures();
    await says(visit, "register-peak", /GFLOP/);
    await click(visit, "stop-measuring");

    const base = new URL(visit.server.page).pathname;
    const asked = visit.server.takeAsked().filter((path) => path.startsWith(base));
    const paths = [...new Set(asked.map((path) => path.slice(base.length)))].filter((path) => !UNHASHED.test(path));
    assert.deepEqual(
      paths.filter((path) => !HASH.test(path)),
      [],
    );
    const names = paths.map(nameOf);
    assert.deepEqual(
      SOONER_OR_LATER.filter((name) => !names.includes(name)),
      [],
    );
    for (const path of paths.filter((path) => /^(crate|pretrained)\//.test(path))) {
      const hash = createHash("sha256")
        .update(readFileSync(new URL(path, DIST)))
        .digest("hex");
      assert.equal(HASH.exec(path)?.[1], hash.slice(0, 10), path);
    }
  });

  test("a program that trains in which a bit is wrong does not train, and the right one does when asked again", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh(ENDLESS);
    visit.server.fail(PROGRAM, "flip");
    await visit.press("train");
    await steps.hintSays(
      /^\s*Training did not begin\.\s*The program that trains arrived damaged: it is not the file of this page\.\s*Try again\s*$/,
    );
    visit.server.behave();
    await steps.takeHint();
    await trains(steps);
  });

  test("a program that looks into networks in which a bit is wrong does not dream, and the right one does when asked again", async () => {
    visit.server.fail(PROGRAM, "flip");
    await visit.open();
    await comesToSay(
      "mind/dreams",
      "method-text",
      /^It did not dream: The program that looks into networks arrived damaged: it is not the file of this page\./,
    );
    visit.server.behave();
    await click(visit, "retry-dreams");
    await says(visit, "method-text", /reads \d+ of its 10/);
  });

  test("mean images in which a bit is wrong are not shown, and the right ones are when asked again", async () => {
    visit.server.fail(builtFile("pretrained", "means-idx3-ubyte"), "flip");
    await visit.open();
    await comesToSay("mind/dreams", "large-mean", /The mean image arrived damaged/);
    visit.server.behave();
    await click(visit, "retry-means");
    await says(visit, "large-mean", /The mean of all 3s/);
  });

  test("a network to compare with in which a bit is wrong is not asked, and the right one is when asked again", async () => {
    visit.server.fail(builtFile("pretrained", "reader-mnist", ".safetensors"), "flip");
    await visit.open();
    await comesToSay(
      "mind/styles",
      "hands-without",
      /^What it would read without them is not known: The network without such drawings arrived damaged/,
    );
    visit.server.behave();
    await click(visit, "hands-of-2");
    await says(visit, "hands-without", /^The same network, trained without such drawings, reads [\d.]+ %\./);
  });

  test("a damaged file that the browser has kept is not what the next visit gets", async () => {
    visit.server.fail(builtVariant("reading").wasm, "spoil");
    await visit.goTo(visit.server.page);
    await visit.isState("failed");
    await says(visit, "status", /The program that reads arrived damaged/);
    await visit.open();
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
  });

  test("whatever an older build has left beside the page, it reads and trains", async () => {
    const steps = stepsOf(visit);
    visit.server.keepOld();
    await steps.openFresh(ENDLESS);
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    await visit.press("train");
    await trains(steps);
  });
}
