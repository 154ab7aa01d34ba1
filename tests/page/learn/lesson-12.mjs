// Lesson 12: ten ghosts of Symon's network, sent forth again, climbed and scrambled.

import assert from "node:assert/strict";
import { after, afterEach, beforeEach, test } from "node:test";
import { By, Key } from "selenium-webdriver";
import { Pointer } from "selenium-webdriver/lib/input.js";
import { builtFile } from "../../../tools/build/dist.mjs";
import { DIGITS } from "../digits.mjs";
import { DESK, PHONE, stepsOf } from "./steps.mjs";

const ROOM = "learn/12";
const CHOICES = ["All ten", "About half", "One"];
const ONE = "One: the\u00a08";
const TRUTH = `${ONE} (the 3: 0.78)`;
const POINT = "The way back is not the way forth; a dense network does not mind a scramble, a convolution does.";

/** @param {import("../visit.mjs").Visit} visit */
export function lesson12(visit) {
  const steps = stepsOf(visit);
  const { open, says, send } = steps;
  beforeEach(() => steps.forget());
  afterEach(() => visit.server.behave());
  after(() => steps.forget());

  /** What comes back of each ghost. */
  const returned = () => steps.textsOf(".ghosts small");
  /** Where everything is but the pictures, which come and go in cells that stay. */
  const places = async () => (await steps.places()).filter((place) => !/^(CANVAS|svg) /.test(place));
  const figure = async () => (await visit.find("figure")).getAttribute("aria-label");
  const choose = (css) => visit.driver.findElement(By.css(css)).click();
  const ghost = (digit) => choose(`.ghosts label:nth-of-type(${digit + 1})`);
  const send1 = (i) => choose(`.choice label:nth-of-type(${i})`);

  test("before something was said nothing is known; then one of ten gives it back, whatever was said", async () => {
    await open(ROOM);
    assert.deepEqual(await returned(), Array(10).fill("?"));
    assert.equal(await figure(), "The way back, and forth again");
    for (const testid of ["ghost-7", "handle-step", "sent-climb", "scramble"])
      assert.ok(
        await visit.driver.executeScript("return arguments[0].closest('[inert]') !== null", await visit.find(testid)),
        testid,
      );
    for (const [i, choice] of CHOICES.entries()) {
      await visit.press(`predict-${i + 1}`);
      await says("said", choice);
      await says("shows", TRUTH);
    }
    assert.deepEqual(await returned(), [".90", ".00", ".41", ".78", ".53", ".86", ".50", ".02", ".99", ".85"]);
    assert.equal(await steps.isThere("point"), false, "nothing was moved yet");
  });

  test("on a phone: a walk back, a 7, a climb, the own ink and a scramble, and nothing moves by a pixel", async () => {
    await visit.openAt(...PHONE);
    await visit.draw(DIGITS[3]);
    await visit.enter(ROOM);
    const before = await places();
    await steps.isShort();
    await visit.press("predict-3");
    await says("shows", TRUTH);
    assert.deepEqual(await steps.cutOff(), []);
    await ghost(7);
    await says("shows", `${ONE} (the 7: 0.02)`);
    await says("point", POINT);
    assert.deepEqual(await places(), before);

    // To the logits of the hidden neurons, with a finger: the fifth of nine steps is in the middle.
    const slider = await visit.find("handle-step");
    await visit.driver.executeScript("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", slider);
    for (const type of [Pointer.Type.TOUCH, Pointer.Type.MOUSE]) {
      await send("handle-step", Key.END);
      const pointer = new Pointer(type, type);
      const actions = visit.driver.actions({ async: true });
      actions.insert(pointer, pointer.move({ origin: slider, x: 0, y: 0 }), pointer.press(), pointer.release());
      await actions.perform();
      await says("step-words", "Logit again: the sums that the 200 neurons should have had before their S.");
    }
    assert.deepEqual(await places(), before);

    await send1(2);
    await says("shows", `${ONE} (climb to 7: >0.99)`);
    await says("step-words", /^The climb: .* more of a 7\./);
    await visit.press("scramble");
    await says("shows", `${ONE} (climb to 7: >0.99)`);
    assert.deepEqual(await places(), before);
    await send1(3);
    const words = "Same outputs, to 0.000001. The page’s convolution: 3, scrambled: not sure.";
    assert.equal((await steps.textsOf(".scramble p"))[0], words);
    await says("shows", `${ONE} (yours: read as 3)`);
    const scrambled = await figure();
    await visit.press("scramble");
    assert.equal(await figure(), scrambled, "the ten outputs are the same");
    assert.deepEqual(await places(), before);
    await steps.isShort();
    assert.deepEqual(await steps.tooSmall(), []);
    assert.deepEqual(await steps.cutOff(), []);
  });

  test("at 320 px nothing runs out of the window or is cut off", async () => {
    await open(ROOM, [320, 480]);
    await send("predict-1", Key.ENTER);
    await says("shows", TRUTH);
    assert.deepEqual(await steps.cutOff(), []);
    await send("scramble", Key.ENTER);
    await send("handle-step", Key.ARROW_LEFT);
    await visit.hasNoSidewaysScroll();
    assert.deepEqual(await steps.cutOff(), []);
    assert.deepEqual(await steps.tooSmall(), []);
  });

  test("by keyboard and by ear, also where the network comes late; and on to the dreams", async () => {
    visit.server.fail(builtFile("pretrained", "symon", ".safetensors"), "refuse");
    await open(ROOM, DESK);
    await visit.driver.executeScript("document.querySelector('[data-testid=clear]').click()");
    await steps.tabTo("predict-3");
    await visit.key(" ");
    await visit.eventually("it says what failed", () => steps.isThere("again"));
    visit.server.behave();
    await steps.tabTo("again");
    await visit.key(Key.ENTER);
    assert.equal(await steps.focused(), "H1");
    await says("shows", TRUTH);
    await says("status", /^(You said: One\. )?It shows: One: the\u00a08 \(the 3: 0\.78\)\.$/);
    await steps.tabTo("ghost-3");
    await visit.key(Key.ARROW_RIGHT);
    const four = `It shows: ${ONE} (the 4: 0.53).`;
    await says("status", `${four} The point: ${POINT}`);
    await steps.tabTo("handle-step");
    await visit.key(Key.HOME);
    await says("step-words", "Asked: 0.99 for 4, 0.01 for each other digit.");
    for (const begin of [
      "Logit, ",
      "Wᵀ, ",
      "Stretched to ",
      "Logit again",
      "Wᵀ again",
      "Stretched again",
      "Forth",
      "Forth",
    ]) {
      await visit.key(Key.ARROW_RIGHT);
      await says("step-words", new RegExp(`^${begin}`));
    }
    await says("status", "Forth: asked for 4 was 0.99, and it says 0.53; it reads 4.");
    assert.match(await figure(), /^Asked: 0\.99 for 4\. Said: 0: 0\.\d\d, .*4: 0\.53, /);
    await steps.tabTo("sent-ghost");
    await visit.key(Key.ARROW_RIGHT);
    await says("status", /^(You said: [^.]+\. )?It shows: One: the\u00a08 \(climb to 4: >0\.99\)\./);
    await visit.key(Key.ARROW_RIGHT);
    await says("step-words", /^There is no ink on the pad yet/);
    await steps.tabTo("scramble");
    await visit.key(" ");
    await says("scramble", "Put back");
    await steps.tabTo("#/mind/dreams");
    await visit.key(Key.ENTER);
    await steps.isAt("#/mind/dreams");
  });

  test("a climb that is asked for before the network has come begins when it is here", async () => {
    visit.server.fail(builtFile("pretrained", "symon", ".safetensors"), "refuse");
    await open(ROOM, DESK);
    await visit.press("predict-3");
    await visit.eventually("it says what failed", () => steps.isThere("again"));
    await send1(2);
    visit.server.behave();
    await visit.press("again");
    await says("shows", `${ONE} (climb to 3: >0.99)`);
  });

  test("axe finds nothing in either theme, after something was said and when it is done", async () => {
    await open(ROOM, PHONE);
    await visit.press("predict-2");
    await says("shows", TRUTH);
    await steps.isAccessible();
    await visit.press("scramble");
    await steps.pointIsThere();
    await steps.isAccessible();
  });
}
