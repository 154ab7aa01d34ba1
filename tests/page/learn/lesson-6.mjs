// Lesson 6: ten shares that a hand sets, their differences from what they should be, and two losses.

import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { Key } from "selenium-webdriver";
import { Pointer } from "selenium-webdriver/lib/input.js";
import { DIGITS } from "../digits.mjs";
import { DESK, PHONE, stepsOf } from "./steps.mjs";

const CHOICES = ["Below 0", "0", "Above 0"];

/** @param {import("../visit.mjs").Visit} visit */
export function lesson6(visit) {
  const steps = stepsOf(visit);
  const { says, send, textsOf, isThere } = steps;
  beforeEach(steps.forget);
  after(steps.forget);

  /** Digit by digit, without the digit that is said before each. */
  const rowOf = async (testid) =>
    (await textsOf(`[data-testid=${testid}] li`)).map((text) => text.replace(/^\d: /, ""));
  const numbersOf = (texts) => texts.map((text) => Number(text.replace("−", "-")));
  /** In per cent, digit by digit. */
  const shares = () =>
    visit.driver.executeScript(
      "return [...document.querySelectorAll('.wrong-bar')].map((bar) => Number(bar.getAttribute('aria-valuenow')))",
    );
  /** The digit that should have all. */
  const label = () =>
    visit.driver.executeScript(
      "return [...document.querySelectorAll('.wrong-labels input')].findIndex((one) => one.checked)",
    );
  /** The loss, once the worker has told it. */
  const crossEntropy = (wanted) =>
    visit.eventually(`the cross-entropy is ${wanted}`, async () => wanted.test(await visit.text("cross-entropy")));
  /** Drags the top of a bar from one share to another. */
  const drag = async (digit, from, to, type = Pointer.Type.MOUSE) => {
    const bar = await visit.find(`share-${digit}`);
    await visit.driver.executeScript("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", bar);
    const { height } = await bar.getRect();
    const pointer = new Pointer(type, type);
    const move = (share, duration) =>
      pointer.move({ origin: bar, x: 0, y: Math.round((0.5 - share) * height), duration });
    const actions = visit.driver.actions({ async: true });
    actions.insert(pointer, move(from, 0), pointer.press(), move((from + to) / 2, 20), move(to, 20), pointer.release());
    await actions.perform();
    await visit.nextFrame();
  };

  test("before something was said nothing moves and results are ?; then each choice is shown that the sum is 0", async () => {
    await steps.open("learn/6");
    assert.deepEqual(await rowOf("differences"), Array(10).fill("?"));
    for (const [testid, text] of [
      ["sum", "together ?"],
      ["cross-entropy", "?"],
      ["squared-error", "?"],
      ["said", "nothing yet"],
      ["shows", "say first"],
    ])
      assert.equal(await visit.text(testid), text);
    assert.equal(
      await visit.driver.executeScript(
        "return [...document.querySelectorAll('.lesson :is(input, [role=slider], .handles button)')].every((one) => one.closest('[inert]'))",
      ),
      true,
    );
    const before = await shares();
    assert.equal(before[3], 100, "the page's own pen wrote a 3");
    await drag(8, 0.1, 0.9);
    await send("temperature", Key.ARROW_RIGHT);
    assert.deepEqual(await shares(), before);
    const meant = await label();
    assert.notEqual(meant, 3);
    assert.match((await textsOf(".choices legend"))[0], new RegExp(`^You meant an? ${meant}\\. `));
    for (const [i, choice] of CHOICES.entries()) {
      await visit.press(`predict-${i + 1}`);
      await says("said", choice);
      await says("shows", /^sum 0, cross-entropy \d+\.\d\d$/);
      assert.equal(await visit.text("sum"), "together 0");
      const differences = await rowOf("differences");
      assert.deepEqual([differences[3], differences[meant]], ["+1", "−1"]);
    }
    assert.equal(await isThere("point"), false, "nothing was moved yet");
  });

  test("whatever keys and pointers make of your drawing, the sum is 0; sure and wrong costs most, and 5 more cost nothing", async () => {
    await steps.open("learn/6", PHONE);
    await visit.draw(DIGITS[3]);
    await visit.press("strip");
    await visit.reads(3);
    const before = await steps.places();
    assert.ok(before.length > 40);
    assert.equal((await textsOf(".wrong-caption"))[0], "Scores of your drawing, and shares in %");
    await visit.press("predict-3");
    await crossEntropy(/\d/);
    assert.deepEqual(await steps.places(), before);
    await send("label-3", Key.SPACE);
    await steps.pointIsThere();
    await crossEntropy(/^0\.0\d$/);
    assert.match(await visit.text("point"), /^Differences cancel to 0.*to be sure is not to be right\.$/);
    assert.deepEqual(await steps.places(), before);

    // Half and half, with the others as they were: a loss of ln 2.
    await drag(8, 0.02, 0.5);
    assert.ok(Math.abs((await shares())[8] - 50) <= 2);
    await send("share-8", ...((await shares())[8] < 50 ? [Key.ARROW_UP] : []));
    await crossEntropy(/^0\.(6|7)\d$/);
    const near = Number(await visit.text("squared-error"));
    assert.ok(near > 0.2 && near < 0.3);
    await drag(8, 0.5, 1, Pointer.Type.TOUCH);
    assert.ok((await shares())[8] >= 99);
    await crossEntropy(/^(6\.9|7\.)\d+$/);
    await says("squared-error", "1.00");
    assert.equal(await visit.text("sum"), "together 0");
    assert.equal((await textsOf(".wrong-caption"))[0], "Scores as you set them, and shares in %");

    const [scores, was] = [numbersOf(await rowOf("scores")), await shares()];
    await visit.press("add");
    await visit.nextFrame();
    assert.deepEqual(await shares(), was);
    for (const [i, score] of numbersOf(await rowOf("scores")).entries())
      assert.ok(Math.abs(score - scores[i] - 5) <= 1, `${score} after ${scores[i]}`);
    await crossEntropy(/^(6\.9|7\.)\d+$/);
    assert.equal((await textsOf(".ledger dt"))[1], "With 5 added");

    // Warmer is less sure, and costs less where it is wrong; colder costs more.
    await send("temperature", Key.END);
    await crossEntropy(/^[123]\.\d+$/);
    assert.ok((await shares())[8] < 90);
    await send("temperature", Key.HOME);
    await crossEntropy(/^2\d\.\d+$/);
    assert.match((await textsOf(".ledger dt"))[1], /^At temperature 0\.25, 5 added$/);
    assert.equal(await visit.text("sum"), "together 0");
    assert.deepEqual(await steps.places(), before);
    await steps.isShort();

    await visit.enter("read");
    await visit.enter("learn/6");
    assert.equal(await visit.text("said"), "Above 0");
    assert.ok((await shares())[8] >= 99, "what was moved is still there");
    await visit.press("put-back");
    await crossEntropy(/^1\d\.\d+$/);
    assert.ok((await shares())[3] >= 99);
  });

  test("who listens hears the sum with the loss, and each bar says what it is and should be", async () => {
    await steps.open("learn/6");
    await visit.press("predict-2");
    await visit.eventually("the loss is heard", async () =>
      /^(You said: 0\. )?It shows: sum 0, cross-entropy \d+\.\d\d\.$/.test(await visit.text("status")),
    );
    await send("label-3", Key.SPACE);
    await visit.eventually("the point is heard", async () =>
      /It shows: sum 0, cross-entropy 0\.0\d\. The point: Differences cancel/.test(await visit.text("status")),
    );
    const bars = await visit.driver.executeScript(
      "return ['3', '8'].map((digit) => { const bar = document.querySelector(`[data-testid=share-${digit}]`); return [bar.ariaLabel, bar.getAttribute('aria-valuetext')]; })",
    );
    assert.match(bars[0].join(": "), /^Share of 3: >?99\.\d %, should be all$/);
    assert.match(bars[1].join(": "), /^Share of 8: .*%, should be nothing$/);
  });

  test("by keyboard alone from the contents to calibration and the next lesson; short, large enough, and not too wide", async () => {
    await steps.open("learn", PHONE);
    await steps.tabTo("lesson-6");
    await visit.key(Key.ENTER);
    await steps.isAt("#/learn/6");
    await steps.tabTo("predict-1");
    await visit.key(Key.ENTER);
    await steps.tabTo("share-8");
    for (let i = 0; i < 3; i++) await visit.key(Key.PAGE_UP);
    await steps.pointIsThere();
    assert.equal((await shares())[8], 30);
    await visit.key(Key.ARROW_DOWN);
    assert.equal((await shares())[8], 29);
    await steps.tabTo("add");
    await visit.key(Key.SPACE);
    assert.equal((await shares())[8], 29);
    assert.deepEqual(await steps.tooSmall(), []);
    assert.deepEqual(await steps.cutOff(), []);
    await steps.isShort();
    await steps.tabTo("#/mind/errors?show=calibration");
    await visit.key(Key.ENTER);
    await steps.isAt("#/mind/errors?show=calibration");
    const [fetchImages] = await visit.driver.findElements({ css: "[data-testid=fetch-images]" });
    if (fetchImages) await visit.press("fetch-images");
    await visit.eventually("how far to believe it is in sight", () =>
      visit.driver.executeScript(`
        const { top } = document.querySelector("#calibration-title")?.getBoundingClientRect() ?? { top: -1 };
        return top >= 0 && top < innerHeight / 2;`),
    );
    await visit.enter("learn/6");
    await steps.tabTo("#/learn/7");
    await visit.key(Key.ENTER);
    await steps.isAt("#/learn/7");
    await steps.open("learn/6", [320, 480]);
    await visit.hasNoSidewaysScroll();
    assert.deepEqual(await steps.tooSmall(), []);
    assert.deepEqual(await steps.cutOff(), []);
  });

  test("axe finds nothing, in light and dark, after the tap and when it is done", async () => {
    await steps.open("learn/6", DESK);
    await visit.press("predict-1");
    for (const theme of ["light", "dark"]) {
      await visit.driver.executeScript("document.documentElement.dataset.theme = arguments[0]", theme);
      assert.deepEqual(await steps.violations(), [], theme);
      await send("share-8", Key.PAGE_UP);
      await steps.pointIsThere();
      assert.deepEqual(await steps.violations(), [], theme);
    }
  });
}
