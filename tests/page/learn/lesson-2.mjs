// Lesson 2: a neuron as two weights and a bias, pushed over a border.

import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { By, Key } from "selenium-webdriver";
import { Pointer } from "selenium-webdriver/lib/input.js";
import { DESK, PHONE, stepsOf } from "./steps.mjs";

/** The smallest phone, which is also a desk at 400 %, one of today, and a frame in another page. */
const SMALL = [[320, 480], PHONE, [420, 320]];

/** What each of the three choices says. */
const CHOICES = ["With either", "With money", "Only both"];

/** In the page: where everything in the lanes is. */
const LANES = `
  return [...document.querySelectorAll(".lane :is(.case, .lane-scale, .result)")].map((part) => {
    const { x, y, width, height } = part.getBoundingClientRect();
    return [part.className, ...[x, y + scrollY, width, height].map((pixels) => pixels.toFixed(2))].join(" ");
  });`;

/** @param {import("../visit.mjs").Visit} visit */
export function lesson2(visit) {
  const steps = stepsOf(visit);
  const { says, send, textsOf, isThere } = steps;
  beforeEach(steps.forget);
  after(steps.forget);

  const results = () => textsOf(".result");
  /** The two weights and the bias. */
  const numbers = async () => (await textsOf(".handle > b")).map((text) => Number(text.replace("−", "-")));
  const places = async () => [...(await steps.places()), ...(await visit.driver.executeScript(LANES))];
  /**
   * Pushes what is in a lane sideways, and lets it go.
   * @param {number} lane from 0
   * @param {number} from where on the lane's scale
   * @param {number} by how far on it
   */
  const push = async (lane, from, by, type = Pointer.Type.MOUSE) => {
    const scale = (await visit.driver.findElements(By.css(".lane-scale")))[lane];
    await visit.driver.executeScript("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", scale);
    const { width } = await scale.getRect();
    const pointer = new Pointer(type, type);
    const to = (value, duration) =>
      pointer.move({ origin: scale, x: Math.round((value / 24) * width), y: 0, duration });
    const moves = [0.25, 0.5, 0.75, 1].map((share) => to(from + by * share, 20));
    const actions = visit.driver.actions({ async: true });
    actions.insert(pointer, to(from, 0), pointer.press(), ...moves, pointer.release());
    await actions.perform();
    await visit.nextFrame();
  };

  test("before something was said nothing moves and results are ?; then each choice is shown that only both go", async () => {
    await steps.open("learn/2");
    assert.deepEqual(await results(), ["?", "?", "?", "?"]);
    assert.deepEqual(await textsOf(".sum"), ["", "", "", ""]);
    assert.equal(await visit.text("said"), "nothing yet");
    assert.equal(await visit.text("shows"), "say first");
    const inert = await visit.driver.executeScript(
      "return [...document.querySelectorAll('.lesson input')].map((input) => input.closest('[inert]') !== null)",
    );
    assert.deepEqual(inert, Array(5).fill(true));
    await push(2, -8, 3);
    await send("handle-bias", Key.ARROW_RIGHT);
    assert.deepEqual(await numbers(), [4, 3, -4]);

    const colours = () =>
      visit.driver.executeScript(
        "return ['said', 'shows'].map((name) => getComputedStyle(document.querySelector(`[data-testid=${name}]`)).color)",
      );
    const seen = [];
    for (const [i, choice] of CHOICES.entries()) {
      await visit.press(`predict-${i + 1}`);
      await says("said", choice);
      await says("shows", "Only both");
      assert.deepEqual(await results(), ["stay", "stay", "stay", "go"]);
      assert.deepEqual(await textsOf(".sum"), ["−4", "−4 + 3 = −1", "−4 + 4 = 0", "−4 + 4 + 3 = 3"]);
      const pressed = await visit.driver.executeScript(
        "return [...document.querySelectorAll('.choices button')].map(({ ariaPressed }) => ariaPressed === 'true')",
      );
      assert.deepEqual(
        pressed,
        CHOICES.map((_, k) => k === i),
      );
      seen.push((await colours()).join());
    }
    assert.equal(new Set(seen).size, 1, "no guess is praised or blamed");
    assert.equal(await isThere("point"), false, "nothing was moved yet");
  });

  test("the bias's slider makes it money, then either; the first move brings the point, and all of it is kept", async () => {
    await steps.open("learn/2");
    await visit.press("predict-3");
    await send("handle-bias", Key.ARROW_RIGHT);
    await says("shows", "With money");
    assert.deepEqual(await results(), ["stay", "stay", "go", "go"]);
    assert.match(await visit.text("point"), /^Nothing in it says “and” or “or”: .*\.$/);
    await send("handle-bias", Key.ARROW_RIGHT);
    await says("shows", "With money");
    await send("handle-bias", Key.ARROW_RIGHT);
    await says("shows", "With either");
    assert.deepEqual(await numbers(), [4, 3, -2.5]);
    await send("handle-bias", Key.HOME);
    await says("shows", "Never");
    await send("handle-first", Key.END);
    await send("handle-second", Key.HOME);
    assert.deepEqual(await numbers(), [6, -6, -8]);

    await (await visit.driver.findElement(By.css(".real .link"))).click();
    await steps.isAt("#/mind/neurons?n=3");
    await visit.eventually(
      "the third neuron is open, which of an output layer is that of the digit 2",
      async () => (await (await visit.find("neuron-2")).getAttribute("aria-pressed")) === "true",
    );
    await visit.enter("learn/2");
    assert.equal(await visit.text("said"), "Only both");
    assert.deepEqual(await numbers(), [6, -6, -8], "what was moved is still there");

    await steps.open("learn/2");
    assert.ok(await isThere("point"), "a lesson that is done has it at once");
    assert.equal(await visit.text("said"), "nothing yet");
    await says("shows", "Only both");
    await send("handle-bias", Key.ARROW_RIGHT);
    await says("shows", "With money");
  });

  test("by mouse and thumb: the start anywhere, a weight at its tip; the reasons are called as one likes", async () => {
    for (const type of [Pointer.Type.MOUSE, Pointer.Type.TOUCH]) {
      await steps.open("learn/2", PHONE);
      await visit.press("predict-3");
      await send("name-first", ...Array(5).fill(Key.BACK_SPACE));
      await visit.eventually("without a name it has its first one", async () =>
        (await textsOf(".case"))[0].startsWith("money"),
      );
      await send("name-first", ..."a long holiday");
      await visit.eventually("nine characters", async () => (await textsOf(".case"))[0].startsWith("a long hotime"));
      assert.equal(await isThere("point"), false, "a name is no move");
      const label = await (await visit.find("handle-first")).getAttribute("aria-label");
      assert.equal(label, "Weight of a long ho");

      await push(0, 6, 1.5, type);
      assert.deepEqual(await numbers(), [4, 3, -2.5]);
      await says("shows", "With either");
      assert.ok(await isThere("point"));
      await push(3, -8, -2, type);
      assert.deepEqual(await numbers(), [4, 3, -4.5]);
      // The tip of the first reason alone is at −0.5.
      await push(2, -0.5, 2, type);
      assert.deepEqual(await numbers(), [6, 3, -4.5]);
      await push(1, -1.5, -5, type);
      assert.deepEqual(await numbers(), [6, -2, -4.5]);
      await says("shows", "With a long ho, not time");
      await push(0, -4.5, 20, type);
      assert.deepEqual(await numbers(), [6, -2, 4], "it goes as far as its slider");
      await steps.forget();
    }
  });

  test("on every screen nothing moves by a pixel, is cut off, too small or too long, whatever is said, moved or called", async () => {
    for (const size of [...SMALL, DESK]) {
      await steps.open("learn/2", size);
      const isStill = async () => {
        assert.deepEqual(await places(), before);
        assert.deepEqual(await steps.cutOff(), []);
        await visit.hasNoSidewaysScroll();
        if (size === PHONE) await steps.isShort();
      };
      const before = await places();
      assert.ok(before.length > 30);
      assert.deepEqual(await steps.tooSmall(), []);
      await send("predict-2", Key.ENTER);
      await isStill();
      await send("handle-bias", Key.ARROW_RIGHT);
      await says("shows", "With money");
      await steps.pointIsThere();
      await isStill();
      await send("handle-first", ...Array(19).fill(Key.ARROW_LEFT));
      await send("handle-second", ...Array(17).fill(Key.ARROW_LEFT));
      await send("handle-bias", ...Array(8).fill(Key.ARROW_LEFT));
      assert.deepEqual(await numbers(), [-5.5, -5.5, -7.5]);
      await send("name-first", ..."mmmmmmmmm");
      await send("name-second", ..."wwwwwwwww");
      await visit.nextFrame();
      assert.deepEqual(await places(), before);
      await visit.hasNoSidewaysScroll();
      await send("handle-second", Key.END);
      await send("handle-bias", ...Array(4).fill(Key.ARROW_RIGHT));
      await says("shows", /^With .+, not .+$/);
      assert.deepEqual(await places(), before);
      await steps.forget();
    }
  });

  test("with the keys alone from the contents through the lesson, heard all the way, and axe finds nothing", async () => {
    await visit.open();
    await visit.enter("learn");
    await steps.tabTo("lesson-2");
    await visit.key(Key.ENTER);
    await steps.isAt("#/learn/2");
    await steps.isAccessible();
    await steps.tab("predict-1", "predict-2", "predict-3", "#/mind/neurons?n=3");
    await visit.driver.actions().keyDown(Key.SHIFT).sendKeys(Key.TAB).keyUp(Key.SHIFT).perform();
    assert.equal(await steps.focused(), "predict-3");
    await visit.key(" ");
    await says("status", "You said: Only both. It shows at 4, 3, −4: Only both.");
    await steps.isAccessible();
    await steps.tab("name-first", "handle-first", "name-second", "handle-second", "handle-bias");
    for (let i = 0; i < 3; i++) await visit.key(Key.ARROW_RIGHT);
    await says(
      "status",
      /^(You said: [^.]+\. )?It shows at 4, 3, −(3.5|3|2.5): With (money|either)\. The point: Nothing in it says/,
    );
    await visit.eventually("the last of it is heard", async () =>
      (await visit.text("status")).startsWith("It shows at 4, 3, −2.5: With either."),
    );
    assert.deepEqual(await textsOf(".lane .visually-hidden"), [
      "not money, not time: −2.5, stay",
      "not money, time: −2.5 + 3 = 0.5, go",
      "money, not time: −2.5 + 4 = 1.5, go",
      "money, time: −2.5 + 4 + 3 = 4.5, go",
    ]);
    await steps.isAccessible();
    await steps.tab("#/mind/neurons?n=3", "#/learn/3");
    await visit.key(Key.ENTER);
    await steps.isAt("#/learn/3");
  });
}
