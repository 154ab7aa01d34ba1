// Lesson 10: slopes and weights, and how much of an error they leave for the first of six layers.

import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { By, Key } from "selenium-webdriver";
import { Pointer } from "selenium-webdriver/lib/input.js";
import { DIGITS } from "../digits.mjs";
import { DESK, PHONE, stepsOf } from "./steps.mjs";

const ROOM = "learn/10";
const ANSWER_AND_LAYERS = ["answer", "layer 6", "layer 5", "layer 4", "layer 3", "layer 2", "layer 1"];

/** @param {import("../visit.mjs").Visit} visit */
export function lesson10(visit) {
  const steps = stepsOf(visit);
  const { open, says, send, textsOf } = steps;
  beforeEach(() => steps.forget());
  after(() => steps.forget());

  /** What reaches each layer, in words, from the answer back to the first. */
  const shares = () => textsOf("[data-testid=layers] b");
  /** The same of the first, as a share of the answer's. */
  const first = async () => {
    const words = (await shares()).at(-1);
    const number = Number(words.replace(/[^\d.]/g, ""));
    return words.includes("%") ? number / 100 : number;
  };
  const caption = async () => (await textsOf(".deep figcaption"))[0];
  /** What the thumb on the curve says. */
  const thumb = async () => (await visit.find("curve")).getAttribute("aria-valuetext");
  const isInert = (css) =>
    visit.driver.executeScript("return document.querySelector(arguments[0]).closest('[inert]') !== null", css);

  test("before something was said nothing can be moved or seen; then under a hundredth reaches layer 1, whatever was said", async () => {
    await open(ROOM);
    await visit.eventually("it is there", async () => (await shares())[0] === "100 %");
    assert.deepEqual((await shares()).slice(1), Array(6).fill("?"));
    assert.deepEqual(await textsOf("[data-testid=layers] small"), Array(7).fill(""));
    assert.equal(await visit.text("slope-curve"), "slope ?");
    for (const handle of ["bend-tanh", "curve", "handle-depth", "handle-gain"])
      assert.ok(await isInert(`[data-testid=${handle}]`), handle);
    assert.equal(await steps.isThere("point"), false);
    for (const [i, choice] of ["About half", "A tenth", "Under 1 %"].entries()) {
      await visit.press(`predict-${i + 1}`);
      await says("said", choice);
      await says("shows", /^0\.0\d+ % reaches layer 1$/);
      assert.ok((await first()) < 0.01);
      assert.equal(await isInert("[data-testid=curve]"), false);
    }
    assert.equal(await steps.isThere("point"), false, "nothing was moved yet");
  });

  test("on a phone: the curve, its slope under the thumb, the layers and the weights, and nothing moves by a pixel", async () => {
    await open(ROOM, PHONE);
    await visit.eventually("it is there", async () => (await shares())[0] === "100 %");
    const before = await steps.places();
    await steps.isShort();
    await visit.press("predict-1");
    await says("shows", /^0\.0\d+ % reaches layer 1$/);
    assert.deepEqual(await steps.places(), before);
    assert.deepEqual(await textsOf("[data-testid=layers] li > span"), ANSWER_AND_LAYERS);

    // The thumb slides along the curve, which alone is no answer.
    const curve = await visit.find("curve");
    await visit.driver.executeScript("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", curve);
    for (const [type, share, words] of [
      [Pointer.Type.MOUSE, 0.25, /^−3\.0 in, 0\.05 out, slope 0\.045$/],
      [Pointer.Type.TOUCH, 0.5, /^0\.0 in, 0\.50 out, slope 0\.25$/],
    ]) {
      const { width } = await curve.getRect();
      const pointer = new Pointer(type, type);
      const at = (where) => pointer.move({ origin: curve, x: Math.round((where - 0.5) * width), y: 0, duration: 20 });
      const actions = visit.driver.actions({ async: true });
      actions.insert(pointer, at(0.8), pointer.press(), at(0.6), at(share), pointer.release());
      await actions.perform();
      await visit.eventually(`${type} is at ${share}`, async () => words.test(await thumb()));
    }
    assert.equal(await steps.isThere("point"), false);

    await send("bend-sigmoid", Key.ARROW_RIGHT);
    await says("shows", /^\d\d % reaches layer 1, by an S too$/);
    await steps.pointIsThere();
    assert.ok((await first()) > 0.2);
    assert.equal(await visit.text("slope-curve"), "slope 1");
    assert.deepEqual(await steps.places(), before);

    await visit.driver.findElement(By.css("[data-testid=bend-relu] + span")).click();
    await says("shows", /^\d(\.\d)?\d? % reaches layer 1$/);
    await send("handle-gain", Key.ARROW_RIGHT);
    await says("shows", /^\d\d+ % reaches layer 1, K\. He’s √2$/);
    assert.ok((await first()) > 1 / 5 && (await first()) < 5);
    await send("handle-gain", Key.END);
    await says("shows", /^[\d,]+ times as much at layer 1$/);
    assert.deepEqual(await steps.places(), before);
    await send("handle-depth", Key.HOME);
    await visit.eventually("one layer is left", async () => (await shares()).length === 2);
    assert.deepEqual(
      await steps.places().then((all) => all.filter((place) => !place.startsWith("LI"))),
      before.filter((place) => !place.startsWith("LI")),
    );
    await steps.isShort();
    assert.deepEqual(await steps.tooSmall(), []);
    assert.deepEqual(await steps.cutOff(), []);
  });

  test("at 320 px nothing runs out of the window or is cut off, and it is one’s own drawing that is shown", async () => {
    await open(ROOM, [320, 480]);
    await visit.eventually("it is there", async () => (await shares())[0] === "100 %");
    await visit.driver.executeScript("scrollTo(0, 0)");
    await visit.unfoldPad();
    // Firefox may still have a drawing of a test before this one.
    await visit.driver.executeScript("document.querySelector('[data-testid=clear]').click()");
    await visit.eventually(
      "it is about a 3 by the page",
      async () => (await caption()) === "What reaches each layer of a 3 by the page",
    );
    await visit.draw(DIGITS[4]);
    await visit.eventually(
      "it is about the drawing",
      async () => (await caption()) === "What reaches each layer of your 4",
    );
    const before = await steps.places();
    await send("predict-1", Key.ENTER);
    await says("shows", /^0\.0\d+ % reaches layer 1$/);
    assert.deepEqual(await steps.places(), before, "the tap moves nothing");
    await send("handle-gain", Key.HOME);
    await says("shows", "<0.001 % reaches layer 1");
    await visit.hasNoSidewaysScroll();
    assert.deepEqual(await steps.cutOff(), []);
    assert.deepEqual(await steps.tooSmall(), []);
  });

  test("by keyboard and by ear: what is said and what reaches layer 1, and on to the next lesson", async () => {
    await open(ROOM, DESK);
    await steps.tabTo("predict-3");
    await visit.key(" ");
    await says("status", /^(You said: Under 1 %\. )?6 × sigmoid, weights × 1: 0\.0\d+ % reaches layer 1\.$/);
    await steps.tabTo("bend-sigmoid");
    await steps.tabTo("curve");
    for (const key of [Key.HOME, Key.ARROW_RIGHT]) await visit.key(key);
    assert.equal(await thumb(), "−5.9 in, 0.00 out, slope 0.003");
    await steps.tabTo("handle-depth");
    for (let i = 0; i < 5; i++) await visit.key(Key.ARROW_LEFT);
    await visit.eventually("the last of it is heard", async () =>
      /^1 × sigmoid, weights × 1: \d\d % reaches layer 1\./.test(await visit.text("status")),
    );
    await steps.tabTo("handle-gain");
    await visit.key(Key.ARROW_RIGHT);
    await says("status", /^(You said: [^.]+\. )?1 × sigmoid, weights × √2: \d\d % reaches layer 1\./);
    await steps.pointIsThere();
    await steps.tabTo("#/learn/11");
    const link = await visit.driver.findElement(By.css(".real a"));
    await link.sendKeys(Key.ENTER);
    await visit.eventually("the lesson has set something", () => steps.isThere("from-lesson"));
    await says("from-lesson", /Hidden layers 30, 30, 30, 30, 30, 30/);
    await says("from-lesson", /Activation sigmoid/i);
  });

  test("axe finds nothing in either theme, after something was said and when it is done", async () => {
    await open(ROOM, PHONE);
    await visit.press("predict-3");
    await says("shows", /reaches layer 1$/);
    await steps.isAccessible();
    await send("handle-gain", Key.ARROW_RIGHT);
    await steps.pointIsThere();
    await steps.isAccessible();
  });
}
