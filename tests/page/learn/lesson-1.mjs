// Lesson 1: what a network gets, where it reads a digit that has moved, and what a shuffle does to it.

import assert from "node:assert/strict";
import { after, afterEach, beforeEach, test } from "node:test";
import { Key } from "selenium-webdriver";
import { Pointer } from "selenium-webdriver/lib/input.js";
import { DIGITS } from "../digits.mjs";
import { DESK, PHONE, stepsOf } from "./steps.mjs";

const SMALL = [320, 480];

/** In the page: how many places of the map are filled, and how many there are. */
const FILLED = "return ['.same', 'rect'].map((part) => document.querySelectorAll(`.places ${part}`).length)";

/** @param {import("../visit.mjs").Visit} visit */
export function lesson1(visit) {
  const steps = stepsOf(visit);
  const { send, says, places, textsOf } = steps;
  beforeEach(() => steps.forget());
  afterEach(() => visit.leaveAlone());
  after(() => steps.forget());

  /** With a digit on the pad, and Nielsen's network here. */
  const open = async (size = DESK, digit = 8) => {
    await steps.open("learn/1", size);
    // Firefox may have written down what the last test drew.
    await visit.driver.executeScript("document.querySelector('[data-testid=clear]').click()");
    if (digit !== null) {
      await visit.draw(DIGITS[digit]);
      const strip = await visit.find("strip");
      if ((await strip.getAttribute("aria-expanded")) === "true" && (await strip.isDisplayed())) await strip.click();
    }
    await visit.eventually("the map is there", async () => (await filled())[1] === 81);
  };
  const filled = () => visit.driver.executeScript(FILLED);
  const rowWords = () => visit.text("row-words");
  /**
   * A press at one place of a part, and from there on to another.
   * @param {string} testid
   * @param {number[][]} shares x and y of each place, in 0..1
   */
  const drag = async (testid, shares, type) => steps.drag(await visit.find(testid), shares, type);

  test("before something was said nothing moves and nothing is told; then all three answers see the same", async () => {
    await open();
    assert.deepEqual([await visit.text("reads"), await visit.text("reads-centred")], ["?", "?"]);
    assert.deepEqual([await visit.text("said"), await visit.text("shows")], ["nothing yet", "say first"]);
    assert.deepEqual(await filled(), [0, 81]);
    const inert = await visit.driver.executeScript(
      "return [...document.querySelectorAll('.lesson input')].map((input) => input.closest('[inert]') !== null)",
    );
    assert.deepEqual(inert, Array(6).fill(true));
    const before = await rowWords();
    await drag("ink", [
      [0.5, 0.5],
      [0.7, 0.5],
    ]);
    await drag("ink", [[0.5, 0.2]]);
    assert.equal(await rowWords(), before);
    await says("status", /^(?!.*You said)/);
    await visit.driver.executeScript("scrollTo({ top: 0, behavior: 'instant' })");
    for (const [i, choice] of ["All 81", "Over half", "Under half"].entries()) {
      await visit.press(`predict-${i + 1}`);
      await says("said", choice);
      const [same] = await filled();
      assert.ok(same > 0 && same < 41, `${same}`);
      await says("shows", `Under half: ${same} of 81 read as 8`);
      assert.deepEqual(await textsOf("[data-testid=point]"), [], "nothing was moved yet");
    }
    await says("status", /^You said: Under half\. In the middle: 8, centred 8: Under half: \d+ of 81 read as 8\.$/);
  });

  for (const [type, size] of [
    [Pointer.Type.MOUSE, DESK],
    [Pointer.Type.TOUCH, PHONE],
  ])
    test(`the ink moves by ${type}, by the map and by the keys; the numbers go along, and centred it is read`, async () => {
      await open(size);
      await visit.press("predict-2");
      await says("reads", "8");
      const before = await places();
      const [words, values] = [await rowWords(), await textsOf(".row-numbers li")];
      assert.match(words, /^Row 14 in numbers: 0, /);
      assert.equal(values.length, 28);
      // A press chooses a row, here the topmost.
      await drag("ink", [[0.5, 0.02]], type);
      assert.equal(await rowWords(), `Row 1 in numbers: ${Array(28).fill("0").join(", ")}`);
      assert.deepEqual(await textsOf("[data-testid=point]"), [], "the digit has not moved yet");
      await send("handle-row", ...Array(13).fill(Key.ARROW_RIGHT));
      assert.equal(await rowWords(), words);
      // Four pixels of 28 up.
      await drag(
        "ink",
        [
          [0.5, 0.6],
          [0.5, 0.55],
          [0.5, 0.6 - 4 / 28],
        ],
        type,
      );
      await steps.pointIsThere();
      await says("shows", /^Under half: \d+ of 81 read as 8$/);
      assert.match((await textsOf(".ledger dt"))[1], /^4 up: (?!8)\d, centred 8$/);
      assert.notEqual(await rowWords(), words);
      assert.notEqual(await visit.text("reads"), "8");
      assert.equal(await visit.text("reads-centred"), "8");
      await says("status", /^(You said: [^.]+\. )?4 up: \d, centred 8: Under half: \d+ of 81 read as 8\./);
      // The middle of the map, and from there one to the right.
      await drag("places", [[0.5, 0.5]], type);
      await says("reads", "8");
      assert.equal(await rowWords(), words);
      await send("handle-across", Key.ARROW_RIGHT);
      const right = await textsOf(".row-numbers li");
      assert.deepEqual(right.slice(1), values.slice(0, -1), "the same numbers, one place on");
      await send("handle-down", Key.END);
      assert.deepEqual(await textsOf(".moves b"), ["1 right", "4 down"]);
      assert.deepEqual(await places(), before);
    });

  test("shuffled it is read hardly anywhere, and as before where the weights are shuffled alike", async () => {
    await open(PHONE, null);
    assert.match((await textsOf(".inks figcaption"))[0], /^The page’s 3, moved/);
    await visit.press("predict-1");
    const before = await places();
    const [same] = await filled();
    await says("shows", new RegExp(`half: ${same} of 81 read as 3$`));
    await send("order-in-place", Key.ARROW_RIGHT);
    await says("status", /Pixels shuffled: \d, centred \d: Under half: /);
    assert.ok((await filled())[0] < same);
    await send("order-shuffled", Key.ARROW_RIGHT);
    await says("shows", new RegExp(`half: ${same} of 81 read as 3$`));
    assert.equal((await filled())[0], same);
    assert.deepEqual([await visit.text("reads"), await visit.text("reads-centred")], ["3", "3"]);
    assert.deepEqual(await places(), before);
    await steps.isShort();
    assert.deepEqual(await steps.tooSmall(), []);
    await steps.open("learn/1", SMALL);
    await visit.driver.executeScript("document.querySelector('[data-testid=order-with-weights]').click()");
    await send("handle-across", Key.HOME);
    await send("handle-down", Key.END);
    await visit.hasNoSidewaysScroll();
    assert.deepEqual(await steps.cutOff(), []);
  });

  test("by keyboard alone from the contents to what the links set and to the next lesson, in both themes", async () => {
    await steps.open("learn");
    await steps.tabTo("lesson-1");
    await visit.key(Key.ENTER);
    await steps.isAt("#/learn/1");
    assert.deepEqual(await steps.violations(), []);
    await steps.tabTo("predict-1");
    await visit.key(" ");
    await steps.tabTo("handle-row");
    await steps.tabTo("handle-across");
    await visit.key(Key.ARROW_LEFT);
    await steps.pointIsThere();
    await visit.driver.executeScript("document.documentElement.dataset.theme = 'dark'");
    assert.deepEqual(await steps.violations(), []);
    await steps.tabTo("#/read");
    await steps.tabTo("#/train?recipe=nielsen&shift=4");
    await visit.key(Key.ENTER);
    await steps.isAt("#/train");
    await says("from-lesson", /^Recipe nielsen, Shift 4: set by the lesson\./);
    await visit.enter("learn/1");
    await steps.tabTo("#/learn/2");
    await visit.key(Key.ENTER);
    await steps.isAt("#/learn/2");
    await visit.driver.executeScript("delete document.documentElement.dataset.theme");
  });
}
