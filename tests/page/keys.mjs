// Digits without a pointer: keys that write one, and a pen that arrow keys move.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { Key } from "selenium-webdriver";
import { DIGITS } from "./digits.mjs";
import { withoutMotion } from "./motion.mjs";
import { strokesOf, writtenStrokes } from "./strokes.mjs";
import { Visit } from "./visit.mjs";

/** @param {import("./visit.mjs").Visit} visit */
export function keys(visit) {
  afterEach(() => visit.leaveAlone());

  const focusPad = async () =>
    visit.driver.executeScript("arguments[0].focus({ preventScroll: true })", await visit.find("pad"));
  const isPenShown = () => visit.driver.executeScript("return document.querySelector('.keyboard-pen') !== null");
  const press = async (key, times) => {
    for (let i = 0; i < times; i++) await visit.key(key);
  };
  /** The strokes, once the page's own pen has written them and they are read. */
  const isWritten = async (number) => {
    const strokes = await writtenStrokes(visit);
    await visit.reads(number);
    return strokes;
  };

  test("on a blank pad a key from 0 to 9 writes that digit in large", async () => {
    // The page's pen takes its time, and the next tests give it that.
    await visit.meddle(withoutMotion);
    await visit.open();
    await focusPad();
    for (const digit of DIGITS.keys()) {
      await visit.key(String(digit));
      const ys = (await isWritten(digit)).flat().filter((_, at) => at % 2);
      assert.ok(Math.max(...ys) - Math.min(...ys) > 0.6, `the ${digit} is as high as a hand writes it`);
      await visit.key(Key.ESCAPE);
      await visit.isState("blank");
    }
  });

  test("another press of the same key writes it in another style", async () => {
    await visit.open();
    await focusPad();
    const styles = [];
    for (let i = 0; i < 3; i++) {
      await visit.key("2");
      styles.push(JSON.stringify(await isWritten(2)));
      await visit.key(Key.ESCAPE);
    }
    assert.equal(new Set(styles).size, 3);
  });

  test("where there is ink a key adds the digit, and undo goes back to what was there", async () => {
    await visit.open();
    await visit.draw(DIGITS[7]);
    await visit.reads(7);
    const drawn = await strokesOf(visit);
    await focusPad();
    await visit.key("2");
    await isWritten(72);
    await visit.key("2");
    await isWritten(722);
    await press("z", 2);
    await visit.reads(72);
    await press("z", 1);
    await visit.reads(7);
    assert.notDeepEqual(await strokesOf(visit), drawn, "it stands at the left");
    await press("z", 1);
    assert.deepEqual(await strokesOf(visit), drawn);
  });

  test("arrow keys move a pen, Space puts it down and lifts it, Escape clears and Z takes back", async () => {
    await visit.open();
    await focusPad();
    assert.equal(await isPenShown(), false);
    await press(Key.ARROW_UP, 8);
    assert.equal(await isPenShown(), true);
    await visit.isState("blank");
    await visit.key(Key.SPACE);
    await press(Key.ARROW_DOWN, 17);
    await visit.key(Key.ENTER);
    await visit.reads(1);
    // Lifted, it draws nothing.
    await press(Key.ARROW_LEFT, 3);
    const [stroke, ...others] = await strokesOf(visit);
    assert.equal(others.length, 0);
    assert.equal(stroke.length / 2, 18);
    await visit.key("z");
    await visit.isState("blank");
    await visit.key(" ");
    await press(Key.ARROW_RIGHT, 5);
    await visit.key(Key.ESCAPE);
    await visit.isState("blank");
    await press(Key.ARROW_RIGHT, 2);
    await visit.isState("blank");
  });

  test("two arrows at once go aslant, and the pen stays on the pad", async () => {
    await visit.open();
    await focusPad();
    const actions = visit.driver.actions();
    actions.sendKeys(" ").keyDown(Key.ARROW_RIGHT).keyDown(Key.ARROW_DOWN).keyUp(Key.ARROW_DOWN).keyUp(Key.ARROW_RIGHT);
    await actions.perform();
    const [[x0, y0, x1, y1, x2, y2]] = await strokesOf(visit);
    assert.ok(x1 > x0 && y1 === y0, "right");
    assert.ok(x2 > x1 && y2 > y1, "and aslant");
    await press(Key.ARROW_LEFT, 30);
    const [stroke] = await strokesOf(visit);
    assert.ok(stroke.every((value) => value >= 0 && value <= 1));
  });

  test("the pen of the keys goes where the pointer draws or the pad is left, and its stroke ends", async () => {
    await visit.open();
    await focusPad();
    await visit.key(" ");
    await visit.key(Key.ARROW_DOWN);
    await visit.draw(DIGITS[7]);
    assert.equal(await isPenShown(), false);
    assert.equal((await strokesOf(visit)).length, 2);
    await focusPad();
    await visit.key(" ");
    await visit.driver.executeScript("document.activeElement.blur()");
    assert.equal(await isPenShown(), false);
    await visit.eventually("the reading is spoken", async () => /^It /.test(await visit.text("status")));
  });

  test("without motion a digit is there at once", async () => {
    const still = new Visit(visit.browser);
    await still.begin(() => visit.startBrowser({ reducedMotion: true }));
    try {
      await still.open();
      await still.driver.executeScript("arguments[0].focus()", await still.find("pad"));
      await still.key("5");
      await still.nextFrame();
      const strokes = await strokesOf(still);
      assert.equal(strokes.length, 2, "the last stroke of it too");
      const [x, y] = strokes[1].slice(-2);
      assert.ok(Math.hypot(x - 0.7, y - 0.16) < 1e-6, `it ends at ${x}, ${y}`);
      await still.reads(5);
    } finally {
      await still.end();
    }
  });
}
