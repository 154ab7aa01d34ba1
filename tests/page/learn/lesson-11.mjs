// Lesson 11: ten digits by heart, strangers' digits, and a printed run.

import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { By, Key } from "selenium-webdriver";
import { Pointer } from "selenium-webdriver/lib/input.js";
import { DIGITS } from "../digits.mjs";
import { DESK, PHONE, stepsOf } from "./steps.mjs";

const ROOM = "learn/11";
const CHOICES = ["Nearly all", "About 60 %", "About 10 %"];
const LEARNT = /^10 of its 10; (\d+) % of strangers’$/;
const POINT = "Perfect on its ten, poor on strangers: so those who test it must be others.";
const TRAIN = "#/train?recipe=keras-mlp&epochs=20&dropout=0";

/** @param {import("../visit.mjs").Visit} visit */
export function lesson11(visit) {
  const steps = stepsOf(visit);
  const { open, says, send } = steps;
  beforeEach(() => steps.forget());
  after(() => steps.forget());

  /** Of 100 strangers, once it has learnt this way. */
  const learnt = async (way) => {
    await visit.eventually(`it has learnt: ${way}`, async () => {
      const label = (await steps.textsOf(".ledger dt"))[1];
      const isAble = (await (await visit.find("learn")).getAttribute("aria-disabled")) !== "true";
      return label === `It shows, ${way}` && isAble && LEARNT.test(await visit.text("shows"));
    });
    return Number((await visit.text("shows")).match(LEARNT)[1]);
  };
  /** Where everything is, whatever it is for at the moment. */
  const places = async () => (await steps.places()).map((place) => place.replace(/ (written|primary) /, "  "));
  const isOwn = () =>
    visit.driver.executeScript(
      "return Array.from({ length: 10 }, (_, d) => document.querySelector(`[data-testid=ten-${d}]`).ariaLabel)",
    );

  test("before something was said nothing can be written or learnt; said, nothing is known before it learns", async () => {
    await open(ROOM);
    await visit.eventually("the strangers are there", () =>
      visit.driver.executeScript(
        "const c = document.querySelector('.strangers canvas'); return c.getContext('2d').getImageData(0, 0, 28, 28).data.some((v) => v > 0)",
      ),
    );
    for (const testid of ["ten-4", "keep", "pen", "way-others", "way-dropout", "way-turned", "handle-epoch"])
      assert.ok(
        await visit.driver.executeScript("return arguments[0].closest('[inert]') !== null", await visit.find(testid)),
        testid,
      );
    await says("shows", "say first");
    assert.equal(await steps.isThere("point"), false);
    for (const [i, choice] of CHOICES.entries()) {
      await visit.press(`predict-${i + 1}`);
      await says("said", choice);
      await says("shows", "nothing learnt yet");
    }
    await send("handle-epoch", Key.ARROW_LEFT);
    assert.equal(await steps.isThere("point"), false, "nothing was learnt");
  });

  test("on a phone digits are written one after the other, the pen writes the rest, and others help: nothing moves by a pixel", async () => {
    await open(ROOM, PHONE);
    await steps.isShort();
    await visit.press("predict-2");
    await says("keep", "Write a 0 on the pad");
    assert.equal(await (await visit.find("strip")).getAttribute("aria-expanded"), "false");
    await visit.press("keep");
    assert.equal(await (await visit.find("strip")).getAttribute("aria-expanded"), "true");
    const before = await places();
    for (const [digit, type] of [
      [0, Pointer.Type.TOUCH],
      [1, Pointer.Type.MOUSE],
    ]) {
      await visit.draw(DIGITS[digit], { with: type });
      await says("keep", `Keep it as ${digit}`);
      await visit.press("keep");
      await says("keep", `Write a ${digit + 1} on the pad`);
      await visit.isState("blank");
    }
    await visit.press("pen");
    assert.deepEqual((await isOwn()).slice(0, 3), ["0: yours", "1: yours", "2: by the page’s pen"]);
    assert.deepEqual(await places(), before);
    await visit.press("learn");
    const alone = await learnt("ten alone");
    assert.ok(alone < 75, `${alone}`);
    await says("point", POINT);
    assert.match(await (await visit.find("strangers")).getAttribute("aria-label"), /Misread: \d as \d/);

    // Write one again.
    await visit.draw(DIGITS[0]);
    await says("pad-words", new RegExp(`^On the pad it reads \\d, >?[\\d.]+ %\\.Strangers’: ${alone} %\\.$`));
    await visit.press("way-others");
    const more = await learnt("+1,000");
    assert.ok(more >= alone + 10, `${more} after ${alone}`);
    await says("pad-words", new RegExp(`Strangers’: ${more} %; before \\(ten alone\\) ${alone} %\\.$`));
    assert.deepEqual(await places(), before);
    assert.deepEqual(await steps.tooSmall(), []);
    assert.deepEqual(await steps.cutOff(), []);

    // One of the ten is written anew, or left.
    await visit.driver.findElement(By.css(".own-ten label:nth-of-type(5)")).click();
    await says("keep", "Keep it as 4");
    await visit.press("leave");
    await says("learn", "Learn them");
    assert.match(await visit.text("shows"), LEARNT);
    await visit.press("anew");
    assert.ok((await isOwn()).every((label) => label.endsWith("missing")));
    await says("shows", "nothing learnt yet");
    assert.equal(await (await visit.find("way-dropout")).getAttribute("aria-disabled"), "true", "not before it learns");
    assert.deepEqual(await places(), before);
    await visit.press("strip");
    await steps.isShort();
  });

  test("at 320 px nothing runs out of the window or is cut off", async () => {
    await open(ROOM, [320, 480]);
    await send("predict-1", Key.ENTER);
    await send("pen", Key.ENTER);
    await send("learn", Key.ENTER);
    await learnt("ten alone");
    for (const way of ["others", "dropout", "turned"]) await send(`way-${way}`, Key.ENTER);
    await learnt("all three");
    await visit.hasNoSidewaysScroll();
    assert.deepEqual(await steps.cutOff(), []);
    assert.deepEqual(await steps.tooSmall(), []);
  });

  test("by keyboard and by ear: what is said, learnt and printed, and on to Train and the next lesson", async () => {
    await open(ROOM, DESK);
    await steps.tabTo("predict-1");
    await visit.key(" ");
    await says("status", "You said: Nearly all. It shows: nothing learnt yet.");
    await steps.tabTo("ten-0");
    await steps.tabTo("pen");
    await visit.key(Key.ENTER);
    await visit.driver.executeScript("document.querySelector('#room h1').focus()");
    await steps.tabTo("learn");
    await visit.key(" ");
    const alone = await learnt("ten alone");
    await says("status", `It shows, ten alone: 10 of its 10; ${alone} % of strangers’. The point: ${POINT}`);
    await steps.tabTo("handle-epoch");
    await visit.key(Key.HOME);
    for (let epoch = 1; epoch < 4; epoch++) await visit.key(Key.ARROW_RIGHT);
    await says("epoch-words", "Loss 0.060, test loss 0.075; it reads 97.87 %. Test loss is least here; loss falls on.");
    for (let epoch = 4; epoch < 19; epoch++) await visit.key(Key.ARROW_RIGHT);
    await says("status", /most read, 98\.45 %\. Since epoch 4 test loss is up, loss down\.$/);
    await steps.tabTo(TRAIN);
    await steps.tabTo("#/mind/yours");
    await steps.tabTo("#/learn/12");
    await visit.driver.findElement(By.css(`.real [href="${TRAIN}"]`)).sendKeys(Key.ENTER);
    await visit.eventually("the lesson has set something", () => steps.isThere("from-lesson"));
    await says("from-lesson", /^(?=.*Recipe keras-mlp)(?=.*Epochs 20)(?=.*Dropout 0).*: set by the lesson\./);
  });

  test("what is under way when the lesson is left neither ends nor is shown", async () => {
    await open(ROOM);
    await visit.press("predict-2");
    await visit.press("pen");
    await visit.press("learn");
    await visit.driver.executeScript("location.hash = '#/learn/12'");
    await steps.isAt("#/learn/12");
    await visit.driver.sleep(2500);
    await visit.driver.executeScript("location.hash = '#/learn/11'");
    await steps.isAt("#/learn/11");
    await says("shows", "nothing learnt yet");
    assert.equal(await steps.isThere("point"), false);
    await says("learn", "Learn them");
    await visit.press("learn");
    await learnt("ten alone");
    await steps.pointIsThere();
  });

  test("axe finds nothing in either theme, after something was said and when it is done", async () => {
    await open(ROOM, PHONE);
    await visit.press("predict-3");
    await steps.isAccessible();
    await visit.press("pen");
    await visit.press("learn");
    await learnt("ten alone");
    await steps.pointIsThere();
    await steps.isAccessible();
  });
}
