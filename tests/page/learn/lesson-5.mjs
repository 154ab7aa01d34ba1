// Lesson 5: a neuron whose weights are painted, the sum as evidence, and the weights that it learns.

import assert from "node:assert/strict";
import { after, afterEach, beforeEach, test } from "node:test";
import { Key } from "selenium-webdriver";
import { Pointer } from "selenium-webdriver/lib/input.js";
import { DIGITS } from "../digits.mjs";
import { DESK, PHONE, stepsOf } from "./steps.mjs";

const SMALL = [320, 480];

/** In the page: the wrong of each kind of weights, as its button has it. */
const COUNTS =
  "return [...document.querySelectorAll('.kinds label')].map(({ innerText }) => innerText.split('\\n').at(-1))";

/** In the page: the first weights that are not 0, by colour: how many pixels of the canvas are not the sheet. */
const PAINTED = `
  const canvas = document.querySelector(".stencil canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, 28, 28);
  const colours = Array.from({ length: 784 }, (_, i) => data.slice(4 * i, 4 * i + 3).join());
  return colours.filter((colour) => colour !== colours[0]).length;`;

/** @param {import("../visit.mjs").Visit} visit */
export function lesson5(visit) {
  const steps = stepsOf(visit);
  const { send, says, places, textsOf } = steps;
  beforeEach(() => steps.forget());
  afterEach(() => visit.leaveAlone());
  after(() => steps.forget());

  /** With all drawings here. */
  const open = async (size = DESK) => {
    await steps.open("learn/5", size);
    await drawingsAreHere();
  };
  const drawingsAreHere = () => visit.eventually("the drawings are here", async () => (await called())[11] !== null);
  /** What is called what, by the labels of the twelve; null: not here yet. */
  const called = async () =>
    (await labels()).map((label) =>
      label.startsWith("A drawing that") ? null : (/called (.+)$/.exec(label)?.[1] ?? "?"),
    );
  const labels = () =>
    visit.driver.executeScript("return [...document.querySelectorAll('.tile')].map(({ ariaLabel }) => ariaLabel)");
  const counts = () => visit.driver.executeScript(COUNTS);
  const paintedPixels = () => visit.driver.executeScript(PAINTED);
  /** For, against, and the sum with the bias. */
  const evidence = async () => (await textsOf(".terms b")).map((text) => Number(text.replace("−", "-")));
  /** @param {number[][]} cells columns and rows */
  const paint = async (cells, type) => {
    const places = cells.map(([column, row]) => [(column + 0.5) / 28, (row + 0.5) / 28]);
    await steps.drag(await visit.find("stencil"), places, type);
  };

  test("before something was said nothing is told and nothing can be painted; then all three answers see the same", async () => {
    await open();
    assert.deepEqual(await textsOf(".terms b"), ["?", "?", "?"]);
    assert.deepEqual(await counts(), ["?", "?", "?"]);
    assert.deepEqual(await called(), Array(12).fill("?"));
    await paint([
      [10, 10],
      [14, 10],
    ]);
    await send("stencil");
    assert.notEqual(await steps.focused(), "stencil", "it has no focus, and so no keys");
    assert.equal(await paintedPixels(), 0);
    await visit.driver.executeScript("scrollTo({ top: 0, behavior: 'instant' })");
    for (const [i, choice] of ["Mine", "Average", "Learnt"].entries()) {
      await visit.press(`predict-${i + 1}`);
      await says("said", choice);
      const [mine, means, learnt] = await counts();
      assert.deepEqual([mine, learnt], ["–", "?"]);
      assert.ok(Number(means) > 0 && Number(means) < 100, means);
      await says("shows", `average ${means}`);
      assert.deepEqual(await evidence(), [0, 0, 0]);
      assert.deepEqual(await called(), Array(12).fill("nothing"));
      assert.deepEqual(await textsOf("[data-testid=point]"), []);
    }
    await says("status", /^You said: Learnt\. Wrong of 1,000 new: average \d+\.$/);
  });

  for (const [type, size] of [
    [Pointer.Type.MOUSE, DESK],
    [Pointer.Type.TOUCH, PHONE],
  ])
    test(`painted by ${type}, and by arrows and Space, what is shown adds up, and the drawings are called by it`, async () => {
      await open(size);
      await visit.press("predict-1");
      const before = await places();
      await paint(
        [
          [9, 7],
          [14, 5],
          [18, 8],
        ],
        type,
      );
      const stroke = await paintedPixels();
      assert.ok(stroke > 25 && stroke < 50, `${stroke}`);
      let [toward, away, sum] = await evidence();
      assert.ok(toward > 0 && away === 0 && sum === toward);
      assert.deepEqual((await called()).slice(0, 1), ["a 3"]);
      // A dab of three by three in the middle, and from there on the next to the left.
      await send("brush-for", Key.ARROW_DOWN);
      await send("stencil", " ", Key.ARROW_LEFT, " ");
      assert.equal(await paintedPixels(), stroke + 12);
      [toward, away, sum] = await evidence();
      assert.ok(away < 0);
      assert.ok(Math.abs(toward + away - sum) < 0.15, `${toward} ${away} ${sum}`);
      await send("handle-bias", Key.HOME);
      const biased = (await evidence())[2];
      assert.ok(Math.abs(biased - sum + 60) < 0.15, `${biased}`);
      assert.deepEqual(await called(), Array(12).fill("an 8"));
      await visit.eventually("half of the new ones are 3s", async () => (await counts())[0] === "500");
      await says("shows", /^mine 500, average \d+$/);
      assert.deepEqual(await places(), before);
      await send("brush-against", Key.ARROW_DOWN);
      await paint([[14, 14]], type);
      assert.equal(await paintedPixels(), stroke + 3, "rubbed out");
      await visit.press("clear-weights");
      assert.equal(await paintedPixels(), 0);
    });

  test("the learnt weights make fewer mistakes than the average's, and what is drawn takes its place", async () => {
    await open(PHONE);
    assert.equal((await labels())[6], "The page’s 8");
    await visit.draw(DIGITS[8]);
    await visit.press("strip");
    await visit.eventually("it is the user's 8", async () => (await labels())[6].startsWith("Your 8"));
    await visit.press("predict-3");
    const before = await places();
    await send("weights-painted", Key.ARROW_RIGHT);
    const means = Number((await counts())[1]);
    await visit.press("drawing-7");
    await says("evidence", /^for .+against .+bias −/);
    await send("weights-mean", Key.ARROW_RIGHT);
    // Left on the way it stops; on return it begins again.
    await visit.enter("read");
    await visit.enter("learn/5");
    await visit.eventually("it has learnt", async () => Number((await counts())[2]) < means);
    assert.deepEqual(await textsOf("[data-testid=point]"), [], "nothing was painted yet");
    await paint([[14, 14]]);
    await steps.pointIsThere();
    const [painted, , learnt] = (await counts()).map(Number);
    assert.ok(learnt < means, `${learnt} ${means}`);
    await says("shows", `mine ${painted}, average ${means}, learnt ${learnt}`);
    assert.deepEqual(await steps.cutOff(), []);
    await says("status", /The point: Weights are a stencil, .+ does better\.$/);
    assert.deepEqual(await places(), before);
    await steps.isShort();
    assert.deepEqual(await steps.tooSmall(), []);
    await steps.open("learn/5", SMALL);
    await drawingsAreHere();
    await visit.hasNoSidewaysScroll();
    assert.deepEqual(await steps.cutOff(), []);
  });

  test("by keyboard alone from the contents to what the link sets and to the next lesson, in both themes", async () => {
    await steps.open("learn");
    await steps.tabTo("lesson-5");
    await visit.key(Key.ENTER);
    await steps.isAt("#/learn/5");
    await drawingsAreHere();
    assert.deepEqual(await steps.violations(), []);
    await steps.tabTo("predict-1");
    await visit.key(" ");
    await steps.tabTo("stencil");
    for (const key of [Key.ARROW_UP, " "]) await visit.key(key);
    await says("status", /^(You said: [^.]+\. )?Wrong of 1,000 new: mine \d+, average \d+\.$/);
    await visit.key(Key.ARROW_RIGHT);
    await says("status", "Row 14, column 16, weight 1.0");
    await steps.tabTo("weights-painted");
    for (const key of [Key.ARROW_RIGHT, Key.ARROW_RIGHT]) await visit.key(key);
    await steps.pointIsThere();
    await visit.driver.executeScript("document.documentElement.dataset.theme = 'dark'");
    assert.deepEqual(await steps.violations(), []);
    await visit.driver.executeScript("delete document.documentElement.dataset.theme");
    await steps.tabTo("#/train?recipe=nielsen");
    await visit.key(Key.ENTER);
    await steps.isAt("#/train");
    await says("from-lesson", /^Recipe nielsen: set by the lesson\./);
    await visit.enter("learn/5");
    const next = await visit.driver.executeScript("return document.querySelector('.onward a').hash");
    assert.match(next, /^#\/learn\/[67]$/);
    await steps.tabTo(next);
    await visit.key(Key.ENTER);
    await steps.isAt(next);
  });
}
