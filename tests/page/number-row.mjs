// A whole number on the pad: the answer at every length, the row of the digits found, the brackets on the pad, the keys that
// add a digit.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { Key } from "selenium-webdriver";
import { violationsInBothThemes } from "./axe.mjs";
import { DIGITS } from "./digits.mjs";
import { click, focused } from "./insight.mjs";
import { withoutMotion } from "./motion.mjs";
import { strokesOf, writtenStrokes } from "./strokes.mjs";

const PHONE = [360, 740];
const DESK = [1280, 800];

/** Digits side by side, with gaps between them. @param {string} number */
const beside = (number) => {
  const pitch = 0.9 / number.length;
  const size = Math.min(1, pitch / 0.62);
  const place = ([x, y], i) => [0.05 + (i + 0.5) * pitch + (x - 0.5) * size, 0.5 + (y - 0.5) * size];
  return [...number].flatMap((digit, i) => DIGITS[digit].map((stroke) => stroke.map((point) => place(point, i))));
};

/** The number's box, and what is written in it, in the page: whether that is inside. */
const FITS = `
  const box = document.querySelector(arguments[0]).getBoundingClientRect();
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(arguments[0] + " b").firstChild);
  const outside = Array.from(range.getClientRects()).filter(({ left, right }) => left < box.left - 1 || right > box.right + 1);
  const size = Number.parseFloat(getComputedStyle(document.querySelector(arguments[0] + " b")).fontSize);
  const lines = new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top))).size;
  return { outside: outside.length, size, height: size * 0.75 * lines, room: box.height };`;

/** @param {import("./visit.mjs").Visit} visit */
export function numberRow(visit) {
  afterEach(() => visit.leaveAlone());

  const writes = async (number) => {
    await visit.draw(beside(number));
    await visit.reads(number);
  };
  /** The pad has this number, and its last digit is chosen. */
  const has = async (number) => {
    if ((await visit.shown("prediction")) !== number) {
      await visit.open();
      await writes(number);
    }
    await visit.press(`found-${number.length}`);
    await isChosen(number.length);
  };
  /** The digits of the row, as they are written there. */
  const row = () =>
    visit.driver.executeScript(
      `const buttons = [...document.querySelectorAll(".found-digits button")].filter((button) => button.textContent);
      return buttons.map((button) => button.querySelector("b").textContent + button.querySelector("span").textContent);`,
    );
  /** Which of them are pressed, from 1 on. */
  const pressed = () =>
    visit.driver.executeScript(`
      const buttons = [...document.querySelectorAll(".found-digits button")];
      return buttons.flatMap((button, i) => (button.getAttribute("aria-pressed") === "true" ? [i + 1] : []));`);
  const isChosen = (index) =>
    visit.eventually(`${index} is chosen`, async () => String(await pressed()) === String(index));
  const largest = async () => {
    const all = await visit.probabilities();
    return all.indexOf(Math.max(...all));
  };
  const isAble = async (testid) => (await (await visit.find(testid)).getAttribute("aria-disabled")) !== "true";
  const isShown = async (selector) =>
    visit.driver.executeScript(
      "return document.querySelector(arguments[0]).checkVisibility({ visibilityProperty: true })",
      selector,
    );
  const focus = async (testid) =>
    visit.driver.executeScript("arguments[0].focus({ preventScroll: true })", await visit.find(testid));

  test("a blank pad says what can be written, one digit stands in the row alone, and each of a number with its share", async () => {
    await visit.open();
    assert.deepEqual(await row(), []);
    assert.ok(await isShown(".found-hint"));
    assert.equal(await isShown("[data-testid=join]"), false);
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    assert.match((await row()).join(), /^3\d\d\+? %$/);
    assert.deepEqual(await pressed(), [1]);
    assert.equal(await isShown(".found-hint"), false);
    assert.equal(await isAble("join"), false);
    await visit.press("clear");
    await writes("2026");
    await visit.isState("read");
    const digits = await row();
    assert.equal(digits.length, 4);
    for (const [i, digit] of [..."2026"].entries()) assert.match(digits[i], new RegExp(`^${digit}\\d\\d\\+? %$`));
    assert.match(await visit.driver.executeScript("return document.querySelector('.says').textContent"), /sure/);
  });

  test("a press chooses a digit, the bars and the ways are about it, and new ink chooses its own", async () => {
    await has("2026");
    assert.equal(await largest(), 6);
    await visit.press("found-2");
    await isChosen(2);
    assert.equal(await largest(), 0);
    assert.match(await visit.text("way-1"), /^Why 0\?/);
    const label = "return document.querySelector('.read .bars').ariaLabel";
    assert.equal(await visit.driver.executeScript(label), "How probable each digit is for the second of 4 digits");
    assert.equal(await visit.text("prediction"), "2026");
    await visit.key(Key.HOME);
    await isChosen(1);
    assert.equal(await focused(visit), "found-1");
    assert.equal(await largest(), 2);
    await visit.key(Key.ARROW_RIGHT);
    await visit.key(Key.ARROW_RIGHT);
    await isChosen(3);
    await visit.key(Key.END);
    await visit.key(Key.ARROW_RIGHT);
    await isChosen(4);
    const stops = "return document.querySelectorAll('.found-digits [tabindex=\"0\"]').length";
    assert.equal(await visit.driver.executeScript(stops), 1, "one stop of the Tab key");
    await visit.press("found-1");
    await visit.press("undo");
    await visit.reads("202");
    await visit.draw(beside("2026").slice(3));
    await visit.reads("2026");
    await isChosen(4);
  });

  test("when the digit with the focus goes, the focus stays in the row", async () => {
    await has("2026");
    await focus("found-4");
    const isMac = process.platform === "darwin";
    const command = isMac ? Key.META : Key.CONTROL;
    await visit.driver.actions().keyDown(command).sendKeys("z").keyUp(command).perform();
    await visit.reads("202");
    await visit.eventually("the focus is on the last", async () => (await focused(visit)) === "found-3");
  });

  test("a number is spoken", async () => {
    await visit.open();
    await writes("407");
    await visit.eventually("407 is spoken", async () =>
      /^It reads 407(; least sure of the \d, [\d.]+ %\.|, >99\.9 % sure of each digit\.)$/.test(
        await visit.text("status"),
      ),
    );
  });

  for (const way of ["a press", "the keys"])
    test(`two digits are joined, and one that can be cut is split, by ${way}`, async () => {
      const act = async (testid) => {
        if (way === "a press") return visit.press(testid);
        await visit.eventually(`${testid} can be pressed`, () => isAble(testid));
        await focus(testid);
        await visit.key(Key.ENTER);
      };
      await has("407");
      assert.equal(await isAble("join"), false, "there is none after the last");
      await visit.press("found-1");
      await isChosen(1);
      await act("join");
      await visit.eventually("two digits", async () => (await row()).length === 2);
      assert.equal((await visit.text("prediction")).length, 2);
      await isChosen(1);
      await act("split");
      await visit.eventually("three digits", async () => (await row()).length === 3);
      await visit.reads("407");
      await visit.press("undo");
      await visit.eventually("two digits again", async () => (await row()).length === 2);
      await visit.press("undo");
      await visit.reads("407");
    });

  test("each digit has its bracket under its ink, the chosen one's is another, and a stroke begins on one", async () => {
    await visit.open();
    await visit.draw(DIGITS[7]);
    await visit.reads(7);
    const brackets = () =>
      visit.driver.executeScript(`
        const { left, top, width } = document.querySelector("[data-testid=pad]").getBoundingClientRect();
        return Array.from(document.querySelectorAll(".brackets i"), (bracket) => {
          const box = bracket.getBoundingClientRect();
          const style = getComputedStyle(bracket);
          return { left: (box.left - left) / width, right: (box.right - left) / width, y: (box.y + box.height / 2 - top) / width,
            thick: style.borderBottomWidth, colour: style.borderBottomColor };
        });`);
    assert.deepEqual(await brackets(), [], "one digit needs none");
    await visit.press("clear");
    // Each digit of it is one stroke.
    const number = "1727";
    await writes(number);
    const all = await brackets();
    assert.equal(all.length, 4);
    const strokes = beside(number);
    for (const [i, stroke] of strokes.entries()) {
      const xs = stroke.map(([x]) => x);
      assert.ok(all[i].left <= Math.min(...xs) && all[i].right >= Math.max(...xs), `bracket ${i + 1}`);
      assert.ok(all[i].y > Math.max(...stroke.map(([, y]) => y)) && all[i].y < 1);
    }
    assert.equal(all[3].thick, "3px");
    assert.notEqual(all[3].colour, all[0].colour);
    await visit.press("found-1");
    await visit.eventually("the first", async () => (await brackets())[0].thick === "3px");
    const [x, y] = [(all[1].left + all[1].right) / 2, all[1].y];
    await visit.draw([
      [
        [x, y],
        [x + 0.02, y + 0.1],
      ],
    ]);
    const drawn = await strokesOf(visit);
    assert.equal(drawn.length, 5, "the pen goes through it");
    assert.ok(Math.hypot(drawn[4][0] - x, drawn[4][1] - y) < 0.01);
  });

  for (const [width, height] of [PHONE, DESK])
    test(`at ${width} px a number of any length fits, and nothing moves`, async () => {
      await visit.meddle(withoutMotion);
      await visit.openAt(width, height);
      const blank = await visit.layout();
      const stays = async (what) => {
        const now = await visit.layout();
        for (const [name, place] of Object.entries(blank))
          // The answer has another size, and the digits are scrolled, each in its box.
          if (!["prediction", "found-1"].includes(name)) assert.deepEqual(now[name], place, `${name}, ${what}`);
      };
      const box = () =>
        visit.driver.executeScript(
          "const { x, y, width, height } = document.querySelector('.digit').getBoundingClientRect(); return [x, y, width, height]",
        );
      const place = await box();
      const sizes = [];
      const number = "314159265350";
      await focus("pad");
      for (const [i, digit] of [...number].entries()) {
        await visit.key(digit);
        await visit.eventually(`${i + 1} digits`, async () => (await visit.text("prediction")).length === i + 1);
        const { outside, size, height: high, room } = await visit.driver.executeScript(FITS, ".digit");
        assert.equal(outside, 0, `${i + 1} digits leave their box`);
        assert.ok(high <= room, `${i + 1} digits are ${high} px high in ${room}`);
        assert.ok(size >= 20, `${i + 1} digits are ${size} px high`);
        assert.deepEqual(await box(), place);
        await stays(`with ${i + 1} digits`);
        sizes.push(size);
      }
      await writtenStrokes(visit);
      await visit.reads(number);
      assert.ok(sizes[0] > sizes[3] && sizes[3] >= 36, `one digit has ${sizes[0]} px, four have ${sizes[3]}`);
      await visit.hasNoSidewaysScroll();
      // The row scrolls, and the chosen one is in sight.
      const inSight = (index) =>
        visit.driver.executeScript(
          `const [button, row] = ["[data-testid=found-" + arguments[0] + "]", ".found-digits"].map((part) => document.querySelector(part).getBoundingClientRect());
          return button.left >= row.left && button.right <= row.right && button.width >= 44 && button.height >= 44;`,
          index,
        );
      assert.ok(await inSight(12));
      await click(visit, "found-6");
      await isChosen(6);
      assert.ok(await inSight(6));
      assert.ok(await inSight(5), "and the one beside it, which can be pressed");
      await visit.press("found-5");
      await isChosen(5);
      await stays("with another chosen");
      if (width > 1000) return;
      await visit.enter("learn");
      const strip = await visit.driver.executeScript(FITS, ".strip-digit");
      assert.equal(strip.outside, 0);
      assert.ok(strip.size >= 14 && strip.height <= strip.room, `in the strip they are ${strip.size} px high`);
      assert.equal((await (await visit.find("strip")).getRect()).height, 71);
      await visit.press("strip");
      await visit.press("found-5");
      await isChosen(5);
    });

  test("keys write a number digit by digit, also without waiting for each, and each is undone", async () => {
    await visit.open();
    await focus("pad");
    for (const digit of "2026") await visit.key(digit);
    const strokes = await writtenStrokes(visit);
    await visit.reads("2026");
    const boxes = strokes.map((stroke) => {
      const ys = stroke.filter((_, at) => at % 2);
      return [Math.min(...ys), Math.max(...ys)];
    });
    for (const [top, bottom] of boxes) {
      assert.ok(Math.abs(top - boxes[0][0]) < 0.02 && Math.abs(bottom - boxes[0][1]) < 0.02, "in a row of one height");
    }
    await visit.key("z");
    await visit.key("z");
    await visit.reads("202");
    assert.notDeepEqual((await strokesOf(visit))[0], strokes[0], "what was moved is back");
  });

  test("a key adds a digit to what a hand wrote, and a pen that comes meanwhile writes on", async () => {
    await visit.open();
    await writes("47");
    await visit.key("1");
    const strokes = await writtenStrokes(visit);
    await visit.reads("471");
    for (const value of strokes.flat()) assert.ok(value > 0 && value < 1);
    await visit.key(Key.ESCAPE);
    await visit.draw(DIGITS[7]);
    await visit.key("8");
    await visit.draw([
      [
        [0.97, 0.2],
        [0.97, 0.8],
      ],
    ]);
    await visit.eventually("all of it is there", async () => /^78/.test(await visit.text("prediction")));
    assert.equal((await strokesOf(visit)).length, 3);
    // What the page shows on a blank pad makes way.
    await visit.driver.executeScript("document.getElementById('watch').click()");
    await visit.draw(DIGITS[7]);
    assert.equal((await strokesOf(visit)).length, 1);
    await visit.reads(7);
  });

  test("a thirteenth digit is refused with a word", async () => {
    await visit.meddle(withoutMotion);
    await visit.open();
    for (const digit of "102030405060") {
      await visit.key(digit);
      await visit.nextFrame();
    }
    await visit.reads("102030405060");
    const before = await strokesOf(visit);
    await visit.key("7");
    const note = () => visit.driver.executeScript("return document.querySelector('.note').textContent");
    assert.equal(await note(), "A number has at most 12 digits here.");
    assert.deepEqual(await strokesOf(visit), before);
    await visit.key("z");
    assert.equal(await note(), "");
  });

  test("axe finds nothing against a number, on a phone and on a desk, in either theme", async () => {
    await visit.openAt(...PHONE);
    await writes("1747");
    await visit.press("found-2");
    for (const size of [PHONE, DESK]) {
      await visit.resizeTo(...size);
      assert.deepEqual(await violationsInBothThemes(visit), [], `at ${size[0]} px`);
      await visit.hasNoSidewaysScroll();
    }
  });
}
