// Lesson 4: a step and a sigmoid under one nudge, and both told to learn OR.

import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { By, Key } from "selenium-webdriver";
import { Pointer } from "selenium-webdriver/lib/input.js";
import { DESK, PHONE, stepsOf } from "./steps.mjs";

const ROOM = "learn/4";
const REFUSAL =
  "Refused: a step gives no direction to learn in. “layer 1 is a step, which has no gradient: this network can be queried but not trained”";

/** What stands there before Learn is pressed. */
const TAUGHT = ["The step says 0 or 1, nothing in between.", "The sigmoid comes near 0 and 1, and never gets there."];

/** @param {import("../visit.mjs").Visit} visit */
export function lesson4(visit) {
  const steps = stepsOf(visit);
  const { open, says, send } = steps;
  beforeEach(() => steps.forget());
  after(() => steps.forget());

  /** What both sides say of something. */
  const both = async (what) => [await visit.text(`${what}-step`), await visit.text(`${what}-sigmoid`)];
  const number = async (testid) => Number((await visit.text(testid)).replace("−", "-"));
  /** Slides the thumb along a curve, from one share of its width to another. */
  const slide = async (testid, from, to, type) => {
    const curve = await visit.find(testid);
    await visit.driver.executeScript("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", curve);
    const { width } = await curve.getRect();
    const pointer = new Pointer(type, type);
    const at = (share, duration) =>
      pointer.move({ origin: curve, x: Math.round((share - 0.5) * width), y: -20, duration });
    const actions = visit.driver.actions({ async: true });
    actions.insert(pointer, at(from, 0), pointer.press(), at((from + to) / 2, 20), at(to, 20), pointer.release());
    await actions.perform();
    await visit.nextFrame();
  };
  /** Presses Learn, and waits for the end. */
  const learn = async () => {
    await visit.press("learn");
    await says("shows", /^Step: refused\. Sigmoid: (yes|no)$/);
  };

  test("before something was said nothing can be moved or seen; then the step does nothing, whatever was said", async () => {
    await open(ROOM);
    for (const what of ["answer", "move"]) assert.deepEqual(await both(what), ["?", "?"]);
    assert.deepEqual(await both("slope-curve"), ["slope ?", "slope ?"]);
    await slide("curve-step", 0.3, 0.6, Pointer.Type.MOUSE);
    const isInert = "return arguments[0].closest('[inert]') !== null";
    for (const testid of ["nudge-up", "handle-bias", "handle-steepness", "learn"])
      assert.ok(await visit.driver.executeScript(isInert, await visit.find(testid)), testid);
    assert.equal(await steps.isThere("point"), false);
    for (const [i, choice] of ["A bit more", "Nothing", "It flips"].entries()) {
      await visit.press(`predict-${i + 1}`);
      await says("said", choice);
      await says("shows", "Step: nothing. Sigmoid: +0.0011");
      assert.deepEqual(await both("answer"), ["0", "0.119"]);
      assert.deepEqual(await both("move"), ["0", "+0.0011"]);
      assert.deepEqual(await both("slope-curve"), ["no slope", "slope 0.105"]);
    }
    assert.equal(await steps.isThere("point"), false, "nothing was moved yet");
  });

  test("on a phone: a nudge, a thumb to the middle, a steep sigmoid, and Learn, and nothing moves by a pixel", async () => {
    await open(ROOM, PHONE);
    const before = await steps.places();
    await steps.isShort();
    await visit.press("predict-2");
    await visit.press("nudge-up");
    await says("weight", "3.01");
    await steps.pointIsThere();
    assert.deepEqual(await steps.places(), before);
    await visit.press("nudge-down");

    // The blue dot goes to the thumb: to the border, where the step flips and the sigmoid moves most.
    for (const [type, from] of [
      [Pointer.Type.MOUSE, 0.33],
      [Pointer.Type.TOUCH, 0.8],
    ]) {
      await slide("curve-sigmoid", from, 0.5, type);
      await says("shows", "Step: it flips. Sigmoid: +0.0025");
      assert.deepEqual(await both("answer"), ["0", "0.500"]);
      assert.deepEqual(await both("slope-curve"), ["no slope", "slope 0.25"]);
      await says("taught-step", "The step flips: all or nothing.");
    }
    await slide("curve-step", 0.5, 0.66, Pointer.Type.TOUCH);
    const [, answer] = await both("answer");
    assert.ok(Number(answer) > 0.8, answer);
    assert.deepEqual(await steps.places(), before);

    // As it was, the sigmoid learns OR; steep it does not.
    await visit.press("put-back-weights");
    await learn();
    await says("taught-sigmoid", "Sigmoid: OR after 40 of 500 tries.");
    assert.equal(await visit.text("taught-step"), REFUSAL);
    assert.ok((await number("answer-sigmoid")) > 0.9);
    assert.equal(await visit.text("answer-step"), "0");
    assert.deepEqual(await steps.places(), before);
    await steps.isShort();
    await visit.press("put-back-weights");
    assert.deepEqual(await both("answer"), ["0", "0.119"]);
    assert.deepEqual(await both("taught"), TAUGHT);
    await send("handle-steepness", Key.END);
    await visit.press("learn");
    await says("taught-sigmoid", /^Sigmoid: not OR in 500 tries\. Wrong: .*slope/);
    await says("shows", "Step: refused. Sigmoid: no");
    assert.equal(await visit.text("taught-step"), REFUSAL);
    assert.deepEqual(await steps.places(), before);
    assert.deepEqual(await steps.tooSmall(), []);
    assert.deepEqual(await steps.cutOff(), []);
  });

  test("at 320 px nothing runs out of the window or is cut off", async () => {
    await open(ROOM, [320, 480]);
    const before = await steps.places();
    await send("predict-1", Key.ENTER);
    await send("handle-steepness", Key.END);
    await send("handle-bias", Key.HOME);
    await learn();
    assert.deepEqual(await steps.places(), before);
    await visit.hasNoSidewaysScroll();
    assert.deepEqual(await steps.cutOff(), []);
    assert.deepEqual(await steps.tooSmall(), []);
  });

  test("by keyboard and by ear: what is said, nudged and learnt, and on to the next lesson", async () => {
    await open(ROOM, DESK);
    await steps.tabTo("predict-2");
    await visit.key(" ");
    await says("status", "You said: Nothing. With 0.01 more: Step: nothing. Sigmoid: +0.0011.");
    await steps.tabTo("nudge-up");
    await visit.key(Key.ENTER);
    await says("status", /^(You said: [^.]+\. )?(With 0\.01 more: .* )?The point: A step has no slope to learn by;/);
    await steps.tabTo("handle-bias");
    await visit.key(Key.END);
    await says("status", /^(You said: [^.]+\. )?With 0\.01 more: Step: nothing\. Sigmoid: almost 0\./);
    await steps.tabTo("learn");
    await visit.key(" ");
    await says("taught-sigmoid", /^Sigmoid: OR after \d+ of 500 tries\.$/);
    await says("status", "OR in 500 tries: Step: refused. Sigmoid: yes.");
    const heard = await steps.textsOf(".side .visually-hidden");
    assert.match(
      heard[0],
      /^neither: sum 4, answer 1; B alone: sum 5\.5, answer 1; A alone: sum 7\.01, answer 1; both: /,
    );
    await steps.tabTo("#/train?recipe=nielsen");
    await steps.tabTo("#/learn/5");
    await visit.driver.findElement(By.css('.real [href="#/train?recipe=nielsen"]')).sendKeys(Key.ENTER);
    await visit.eventually("the lesson has set something", () => steps.isThere("from-lesson"));
    await says("from-lesson", /^Recipe nielsen: set by the lesson\./);
  });

  test("axe finds nothing in either theme, after something was said and when it is done", async () => {
    await open(ROOM, PHONE);
    await visit.press("predict-3");
    await steps.isAccessible();
    await learn();
    await steps.isAccessible();
  });
}
