// Nothing moves while a digit is drawn, nothing scrolls sideways or runs over something else, every link leads to its part,
// and a normal visit is free of errors.

import assert from "node:assert/strict";
import { test } from "node:test";
import { By } from "selenium-webdriver";
import { DIGITS } from "./digits.mjs";
import { settle, show } from "./mind-visit.mjs";

const SIZES = [
  [360, 740],
  [1280, 800],
];

/** Short ones: phones, upright and on their side, half a tablet, and a desk at twice the size. */
const SHORT = [
  [320, 480],
  [360, 500],
  [560, 540],
  [568, 320],
  [640, 400],
  [844, 390],
];

/** From a desk so narrow that the pad and the text only just fit beside each other to one with room for both. */
const DESKS = Array.from({ length: 18 }, (_, i) => 1008 + 16 * i);

/** By its link, the heading of each part, or what stands at its top. */
const PARTS = { "#read": "main", "#train": "#train-title", "#mind": "#mind-title" };

/** @param {import("./visit.mjs").Visit} visit */
export function layout(visit) {
  /** Where everything is, once the parts below have grown by what came with the network. */
  const atRest = async () => {
    let before = "";
    await visit.eventually("the page is at rest", async () => {
      const now = JSON.stringify(await visit.layout());
      const isSame = now === before;
      before = now;
      await settle(visit);
      return isSame;
    });
    return JSON.parse(before);
  };

  test("from when the page says that it is ready on, the buttons of Train stay where they are", async () => {
    await visit.meddle(() => {
      window.places = [];
      const note = () => {
        const button = document.querySelector("[data-testid=train]");
        if (document.documentElement.dataset.ready === "true")
          window.places.push(button.getBoundingClientRect().top + scrollY);
        requestAnimationFrame(note);
      };
      requestAnimationFrame(note);
    });
    try {
      // Its source takes more lines than there are when nothing is known of it.
      await visit.driver.get(`${visit.server.page}?recipe=handwriting-recogniser`);
      await visit.isReady();
      await atRest();
      const places = await visit.driver.executeScript("return window.places");
      assert.ok(places.length > 1);
      assert.deepEqual([...new Set(places)], [places[0]]);
    } finally {
      await visit.leaveAlone();
    }
  });

  for (const [width, height] of SIZES) {
    test(`at ${width} px nothing moves while a digit is drawn and read`, async () => {
      await visit.openAt(width, height);
      const blank = await atRest();
      await visit.hasNoSidewaysScroll();

      const [stroke] = DIGITS[3];
      await visit.draw([stroke.slice(0, stroke.length / 2)], { lift: false });
      await visit.isState("read", "unsure");
      assert.deepEqual(await visit.layout(), blank);

      await visit.lift();
      await visit.press("clear");
      await visit.draw(DIGITS[3]);
      await visit.reads(3);
      assert.deepEqual(await visit.layout(), blank);
      await visit.hasNoSidewaysScroll();
    });
  }

  test("nothing in Mind moves when a training begins, though what is out of sight is left out then", async () => {
    await visit.openAt(1280, 800);
    await atRest();
    const tops = () =>
      visit.driver.executeScript(`
        const { top } = document.getElementById("mind").getBoundingClientRect();
        return Array.from(document.querySelectorAll("#mind article"), (part) => Math.round(part.getBoundingClientRect().top - top));`);
    const isLearning = (is) =>
      visit.eventually(`learning: ${is}`, async () => (await visit.rootData("learning")) === String(is));
    const before = await tops();
    await visit.press("train");
    await isLearning(true);
    await settle(visit);
    const visibility = await visit.driver.executeScript(
      "return getComputedStyle(document.querySelector('#mind article')).contentVisibility",
    );
    assert.equal(visibility, "auto");
    assert.deepEqual(await tops(), before);
    await visit.press("pause");
    await isLearning(false);
    await visit.forgetAll();
  });

  for (const [width, height] of SHORT) {
    test(`at ${width} × ${height} px the words stay legible and keep clear of the picture`, async () => {
      await visit.openAt(width, height);
      await visit.draw(DIGITS[3]);
      await visit.reads(3);
      await visit.hasNoSidewaysScroll();
      const [size, words, picture] = await visit.driver.executeScript(`
        const says = document.querySelector(".says");
        // The longest that it says.
        says.querySelector("b").textContent = ">99.9 % sure";
        const range = document.createRange();
        range.selectNodeContents(says);
        return [
          Number.parseFloat(getComputedStyle(says.querySelector("b")).fontSize),
          range.getBoundingClientRect().right,
          document.querySelector(".seen canvas").getBoundingClientRect().left,
        ];
      `);
      assert.ok(size >= 15, `the words are ${size} px high`);
      assert.ok(words <= picture, `the words end at ${words} px, the picture begins at ${picture} px`);
    });
  }

  test("beside the pad the text has room, however narrow the desk", async () => {
    await visit.openAt(DESKS[0], 800);
    await visit.driver.executeScript(
      "document.querySelectorAll('details').forEach((details) => (details.open = true))",
    );
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    await show(visit, ".blame");
    for (const width of DESKS) {
      await visit.driver.switchTo().defaultContent();
      await visit.driver.executeScript("document.querySelector('iframe').width = arguments[0]", width);
      await visit.driver.switchTo().frame(0);
      await visit.nextFrame();
      await visit.hasNoSidewaysScroll();
      const [pad, letters, lines] = await visit.driver.executeScript(`
        const words = document.querySelector(".says-blame span");
        const range = document.createRange();
        range.selectNodeContents(words);
        const tops = Array.from(range.getClientRects(), ({ top }) => Math.round(top));
        return [document.querySelector("[data-testid=pad]").clientWidth, words.textContent.length, new Set(tops).size];
      `);
      assert.ok(letters > 40, "it says something");
      assert.ok(letters / lines >= 15, `at ${width} px ${letters} letters take ${lines} lines`);
      assert.ok(pad >= 300, `at ${width} px the pad is ${pad} px wide`);
    }
  });

  for (const [width, height] of SIZES) {
    test(`at ${width} px every link leads from every part to its own, and is marked there`, async () => {
      await visit.openAt(width, height);
      await atRest();
      const go = async (to) => {
        await visit.driver.findElement(By.css(`nav a[href="${to}"]`)).click();
        await visit.eventually(`${to} is in sight and marked`, () =>
          visit.driver.executeScript(
            `const [to, heading] = arguments;
            const { top } = document.querySelector(heading).getBoundingClientRect();
            const marked = Array.from(document.querySelectorAll("nav [aria-current]"), (link) => link.getAttribute("href"));
            return top >= 0 && top < innerHeight / 2 && marked.join() === to;`,
            to,
            PARTS[to],
          ),
        );
      };
      for (const from of Object.keys(PARTS))
        for (const to of Object.keys(PARTS)) {
          await go(from);
          await go(to);
        }
    });
  }

  test("the page does not scroll under a drawing finger", async () => {
    await visit.openAt(360, 500);
    const [left, top] = [0.4, 0.9];
    await visit.draw(
      [
        [
          [left, top],
          [left, 0.7],
          [left, 0.5],
          [left, 0.3],
          [left, 0.1],
        ],
      ],
      { with: "touch" },
    );
    await visit.isState("read", "unsure");
    assert.equal(await visit.driver.executeScript("return window.scrollY"), 0);
  });

  test("a visit logs no error and asks for no file that is missing", async () => {
    const errors = await visit.errorsDuring(async () => {
      await visit.open();
      await visit.draw(DIGITS[3]);
      await visit.reads(3);
    });
    assert.deepEqual(errors, []);
  });
}
