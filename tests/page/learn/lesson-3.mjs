// Lesson 3: four dots, a line held by its two ends, and two lines into a third neuron.

import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { By, Key } from "selenium-webdriver";
import { Pointer } from "selenium-webdriver/lib/input.js";
import { DESK, PHONE, stepsOf } from "./steps.mjs";

const SMALL = [320, 480];
const CHOICES = ["NAND", "XOR", "It does both"];

/** Places on the frame: across 0 and up 1.5, and so on. */
const PLACES = { top0: 5, right0: 35, bottom1: 45, left1: 75 };

/** In the page: pixels by which what stands under the square is larger than its place. */
const OVERFLOW = `
  const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.querySelector(".formulas");
  return Math.max(0, scrollHeight - clientHeight - 1, scrollWidth - clientWidth);`;

/** @param {import("../visit.mjs").Visit} visit */
export function lesson3(visit) {
  const steps = stepsOf(visit);
  const { says, send, textsOf, isThere } = steps;
  beforeEach(steps.forget);
  after(steps.forget);

  const placeOf = async (end) => Number(await (await visit.find(end)).getAttribute("value"));
  const wrong = () => textsOf(".gate-dot.wrong > span");
  const heard = () => textsOf(".dots-square li");
  /** The radio button is seen as its label. */
  const choose = async (gate) => {
    const label = await visit.driver.findElement(By.css(`[data-testid="gate-${gate}"] + span`));
    await visit.driver.executeScript("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", label);
    await label.click();
    await visit.nextFrame();
  };
  /** Moves an end by its keys. */
  const slide = async (end, place) => {
    // Over the line's other end it takes one press less.
    for (let by; (by = place - (await placeOf(end))) !== 0;) {
      await send(end, (by < 0 ? Key.ARROW_LEFT : Key.ARROW_RIGHT).repeat(Math.abs(by)));
      await visit.nextFrame();
    }
  };
  /** Drags an end to a point of the square, in 0..1 from the upper left corner, in a few moves. */
  const drag = async (end, [x, y], type) => {
    const square = await visit.driver.findElement(By.css(".dots-square"));
    const knob = await visit.driver.findElement(By.css(`.line-end:has([data-testid="${end}"])`));
    // By way of the middle, which is no place on the frame.
    const middle = [(x + 0.6) / 2, (y + 0.4) / 2];
    await steps.drag(square, [middle, [x, y]], type, knob);
  };
  const xorByTwo = async () => {
    await slide("end-A1", PLACES.bottom1);
    await slide("end-A2", PLACES.left1);
    await slide("end-B1", PLACES.top0);
    await slide("end-B2", PLACES.right0);
    await visit.press("swap-B");
  };

  test("before something was said nothing moves and counts are ?; then each choice is shown that none of 2,320 does XOR", async () => {
    await steps.open("learn/3");
    assert.deepEqual(await textsOf(".gates small"), ["?", "?", "?", "?"]);
    assert.deepEqual(await wrong(), []);
    assert.deepEqual(await heard(), ["0, 0: say first", "1, 0: say first", "0, 1: say first", "1, 1: say first"]);
    assert.equal(await visit.text("shows"), "say first");
    const inert = await visit.driver.executeScript(
      "return [...document.querySelectorAll('.lesson :is(input, .line-tools button)')].map((part) => part.closest('[inert]') !== null)",
    );
    assert.deepEqual(inert, Array(9).fill(true));
    const before = await placeOf("end-A1");
    await drag("end-A1", [0.9, 0], Pointer.Type.MOUSE);
    assert.equal(await placeOf("end-A1"), before);
    for (const [i, choice] of CHOICES.entries()) {
      await visit.press(`predict-${i + 1}`);
      await says("said", choice);
      await says("shows", "208 do NAND, none XOR");
      assert.deepEqual(await textsOf(".gates small"), ["214 lines", "208 lines", "208 lines", "no line"]);
      assert.deepEqual(await wrong(), ["0, 1 wrong", "1, 1 wrong"]);
    }
    assert.equal(await isThere("point"), false, "nothing was moved yet");
  });

  test("by keys: one line does AND and NAND with the text's weights, and never XOR; two lines and a third neuron do", async () => {
    await steps.open("learn/3");
    await visit.press("predict-2");
    await slide("end-A1", PLACES.top0);
    await slide("end-A2", PLACES.right0);
    await choose("NAND");
    await says("sum", "−2·across − 2·up + 3");
    await says("shows", "4 of 4 right");
    assert.deepEqual(await heard(), [
      "0, 0: yes, as it wants",
      "1, 0: yes, as it wants",
      "0, 1: yes, as it wants",
      "1, 1: no, as it wants",
    ]);
    await visit.press("swap-A");
    await says("sum", "2·across + 2·up − 3");
    await says("shows", "0 of 4 right");
    await choose("AND");
    await says("shows", "4 of 4 right");
    await visit.press("all-lines");
    await says("shows", "4 of 4 right; 214 lines do it");
    assert.equal((await visit.driver.findElements(By.css(".every path"))).length, 214);
    assert.equal(await isThere("point"), false, "XOR was not tried yet");

    await choose("XOR");
    await says("shows", "1 of 4 right; no line does it");
    assert.equal((await visit.driver.findElements(By.css(".every path"))).length, 0);
    await slide("end-A1", PLACES.top0 + 1);
    assert.equal(await isThere("point"), false, "two lines were not tried yet");
    await send("end-A1", Key.HOME, Key.ARROW_LEFT);
    await visit.nextFrame();
    assert.equal(await placeOf("end-A1"), 79, "around the corner");
    await send("end-A1", Key.ARROW_UP);
    await visit.nextFrame();
    assert.equal(await placeOf("end-A1"), 0);
    await visit.press("swap-A");
    await visit.press("two-lines");
    assert.match(await visit.text("point"), /^No line parts two opposite corners .*\.$/);
    await xorByTwo();
    await says("shows", "4 of 4 right: OR, NAND into AND");
    assert.deepEqual(await wrong(), []);
    assert.deepEqual(await textsOf(".formulas b"), ["2·across + 2·up − 1", "−2·across − 2·up + 3", "2·A + 2·B − 3"]);

    await (await visit.driver.findElement(By.css(".real .link"))).click();
    await steps.isAt("#/train");
    await visit.eventually(
      "Train has no hidden layer",
      async () => (await (await visit.find("field-hidden-layers")).getAttribute("value")) === "",
    );
    assert.match(await visit.text("from-lesson"), /^Hidden layers none: set by the lesson\./);
    await visit.enter("learn/3");
    await says("shows", "4 of 4 right: OR, NAND into AND");
    await steps.open("learn/3");
    assert.ok(await isThere("point"), "a lesson that is done has it at once");
  });

  test("by mouse and thumb each end runs on the frame, also over its corners", async () => {
    for (const type of [Pointer.Type.MOUSE, Pointer.Type.TOUCH]) {
      await steps.open("learn/3", PHONE);
      await visit.press("predict-1");
      await drag("end-A2", [1, 0.75], type);
      assert.equal(await placeOf("end-A2"), PLACES.right0);
      await drag("end-A1", [0.25, 0], type);
      assert.equal(await placeOf("end-A1"), PLACES.top0);
      await says("sum", /^−?2·across [+−] 2·up [+−] 3$/);
      await choose("XOR");
      await drag("end-A1", [0, 0.1], type);
      assert.equal(await placeOf("end-A1"), 78);
      assert.equal(await steps.focused(), "end-A1", "it can go on by its keys");
      await steps.forget();
    }
  });

  test("on every screen nothing moves by a pixel, is cut off, too small or too long, whatever is said or moved", async () => {
    for (const size of [SMALL, PHONE, DESK]) {
      await steps.open("learn/3", size);
      const before = await steps.places();
      assert.ok(before.length > 30);
      const isStill = async () => {
        assert.deepEqual(await steps.places(), before);
        assert.deepEqual(await steps.cutOff(), []);
        assert.equal(await visit.driver.executeScript(OVERFLOW), 0);
        assert.deepEqual(await steps.tooSmall(), []);
        await visit.hasNoSidewaysScroll();
        if (size === PHONE) await steps.isShort();
      };
      await isStill();
      await visit.press("predict-3");
      await isStill();
      for (const gate of ["NAND", "XOR"]) {
        await choose(gate);
        await send("end-A1", Key.ARROW_RIGHT.repeat(7));
        await visit.press("all-lines");
        await isStill();
      }
      await visit.press("two-lines");
      await steps.pointIsThere();
      assert.equal((await visit.driver.findElements(By.css(".line-end"))).length, 4);
      await isStill();
      // No weights are longer.
      await slide("end-A1", 3);
      await slide("end-A2", 36);
      await says("sum", "−1.88·across − 2·up + 2.62");
      await isStill();
      await steps.forget();
    }
  });

  test("with the keys alone from the contents to the next lesson, heard all the way, and axe finds nothing", async () => {
    await visit.open();
    await visit.enter("learn");
    await steps.tabTo("lesson-3");
    await visit.key(Key.ENTER);
    await steps.isAt("#/learn/3");
    await steps.tab("predict-1", "predict-2");
    await visit.key(" ");
    await says("status", "You said: XOR. Of 2,320 lines: 208 do NAND, none XOR.");
    await steps.isAccessible();
    await steps.tab("predict-3", "gate-AND");
    await visit.key(Key.ARROW_LEFT);
    await says("status", "XOR, one line: 3 of 4 right; no line does it.");
    await steps.tab("end-A1");
    assert.equal(await (await visit.find("end-A1")).getAttribute("aria-label"), "The line, one end, around the frame");
    await visit.key(Key.ARROW_RIGHT.repeat(4));
    assert.equal(await (await visit.find("end-A1")).getAttribute("aria-valuetext"), "0.6 across, 1.5 up; 3 of 4 right");
    await steps.tab("end-A2", "swap-A", "all-lines", "two-lines");
    await visit.key(Key.ENTER);
    await says("status", /^(You said: [^.]+\. )?XOR, two lines: \d of 4 right\. The point: No line parts two opposite/);
    await xorByTwo();
    await says("status", "XOR, two lines: 4 of 4 right: OR, NAND into AND.");
    await steps.isAccessible();
    await steps.tab("two-lines", "#/train?hidden-layers=", "#/learn/4");
    await visit.key(Key.ENTER);
    await steps.isAt("#/learn/4");
  });
}
