// Nothing moves while a digit is drawn, nothing scrolls sideways or runs over something else, no room is long, and a normal
// visit is free of errors.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DIGITS } from "./digits.mjs";

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

/** Every room, and every tool of Mind. */
const ROOMS = [
  "read",
  "learn/2",
  "train",
  ...["dreams", "why", "neurons", "errors", "styles", "yours"].map((tool) => `mind/${tool}`),
];

/** Pixels that a room may take on a phone before anything was pressed. */
const LONGEST = 2400;

/** @param {import("./visit.mjs").Visit} visit */
export function layout(visit) {
  /** Where everything is, once what came with the room has its place. */
  const atRest = async () => {
    let before = "";
    await visit.eventually("the page is at rest", async () => {
      const now = JSON.stringify(await visit.layout());
      const isSame = now === before;
      before = now;
      for (let frame = 0; frame < 4; frame++) await visit.nextFrame();
      return isSame;
    });
    return JSON.parse(before);
  };

  /** The places of the boxes; the neurons' do not move, but another neuron may stand in each. */
  const placesOf = (layout) => {
    const isNeuron = ([name]) => /^neuron-\d+$/.test(name);
    const all = Object.entries(layout);
    const neurons = all.filter(isNeuron).map(([, place]) => place);
    const sorted = neurons.toSorted(([ax, ay], [bx, by]) => ay - by || ax - bx);
    return Object.fromEntries([
      ...all.filter((one) => !isNeuron(one)),
      ...sorted.map((place, i) => [`tile ${i}`, place]),
    ]);
  };

  test("from when the page says that it is ready on, the buttons of Train stay where they are", async () => {
    await visit.meddle(() => {
      window.places = [];
      const note = () => {
        const button = document.querySelector("[data-testid=train]");
        if (button && document.documentElement.dataset.ready === "true")
          window.places.push(button.getBoundingClientRect().top + scrollY);
        requestAnimationFrame(note);
      };
      requestAnimationFrame(note);
    });
    try {
      // Its source takes more lines than there are when nothing is known of it.
      await visit.goTo(`${visit.server.page}?recipe=handwriting-recogniser#/train`);
      await visit.isReady();
      await atRest();
      const places = await visit.driver.executeScript("return window.places");
      assert.ok(places.length > 1);
      assert.deepEqual([...new Set(places)], [places[0]]);
    } finally {
      await visit.leaveAlone();
    }
  });

  for (const size of SIZES)
    test(`at ${size[0]} px nothing moves in any room while a digit is drawn and read`, async () => {
      await visit.openAt(...size);
      // What a drawing brings for the first time comes with this one.
      await visit.draw(DIGITS[1]);
      await visit.reads(1);
      for (const room of ROOMS) {
        await visit.enter(room);
        await visit.unfoldPad();
        await visit.press("clear");
        const blank = placesOf(await atRest());
        await visit.hasNoSidewaysScroll();

        const [stroke] = DIGITS[7];
        await visit.draw([stroke.slice(0, stroke.length / 2)], { lift: false });
        await visit.isState("read", "unsure");
        const half = placesOf(await visit.layout());
        await visit.lift();
        await visit.press("clear");
        await visit.draw(DIGITS[7]);
        await visit.reads(7);
        const whole = placesOf(await visit.layout());
        for (const [name, place] of Object.entries(blank)) {
          if (half[name]) assert.deepEqual(half[name], place, `${name} in ${room}`);
          if (whole[name]) assert.deepEqual(whole[name], place, `${name} in ${room}`);
        }
        await visit.hasNoSidewaysScroll();
      }
    });

  test("on a phone every room is short before anything is pressed, and the pad is whole in sight or a press away", async () => {
    await visit.openAt(...SIZES[0]);
    for (const room of ROOMS) {
      await visit.enter(room);
      await atRest();
      const height = await visit.driver.executeScript("return document.documentElement.scrollHeight");
      assert.ok(height <= LONGEST, `${room} is ${height} px long`);
    }
    for (const room of ROOMS) {
      await visit.enter(room);
      await visit.unfoldPad();
      const { top, bottom } = await visit.driver.executeScript(
        "const { top, bottom } = document.querySelector('[data-testid=pad]').getBoundingClientRect(); return { top, bottom }",
      );
      assert.ok(top >= 0 && bottom <= 740, `in ${room} the pad is at ${top} to ${bottom}`);
    }
  });

  // A frame in somebody's page, and a laptop's window at twice and at four times the size.
  for (const [width, height] of [
    [420, 320],
    [640, 328],
    [320, 164],
  ])
    test(`at ${width} × ${height} px every room can be used`, async () => {
      await visit.openAt(width, height);
      await visit.driver.executeScript(
        "document.querySelector('[data-testid=pad]').scrollIntoView({ block: 'center' })",
      );
      await visit.draw(DIGITS[7]);
      await visit.reads(7);
      for (const room of ROOMS) {
        await visit.enter(room);
        await visit.hasNoSidewaysScroll();
        // What sticks leaves the room some of the window.
        const covered = await visit.driver.executeScript(`
          const isStuck = (element) => ["fixed", "sticky"].includes(getComputedStyle(element).position);
          return [...document.querySelectorAll(".mast, .read, .tabs")].filter(isStuck).reduce((sum, element) => sum + element.getBoundingClientRect().height, 0);`);
        if (room !== "read") assert.ok(covered <= 0.8 * height, `in ${room} ${covered} px of ${height} are covered`);
      }
    });

  test("in a short window the words stay legible and keep clear of the picture", async () => {
    await visit.openAt(...SHORT[0]);
    await visit.draw(DIGITS[7]);
    await visit.reads(7);
    for (const [width, height] of SHORT) {
      await visit.resizeTo(width, height);
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
      const at = `at ${width} × ${height} px`;
      assert.ok(size >= 15, `${at} the words are ${size} px high`);
      assert.ok(words <= picture, `${at} the words end at ${words} px, the picture begins at ${picture} px`);
    }
  });

  test("beside the pad the text has room, however narrow the desk", async () => {
    await visit.openAt(DESKS[0], 800);
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    await visit.enter("mind/why");
    for (const width of DESKS) {
      await visit.resizeTo(width, 800);
      await visit.hasNoSidewaysScroll();
      const [pad, letters, lines] = await visit.driver.executeScript(`
        const words = document.querySelector("[data-testid=blame-words] span");
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
      await visit.draw(DIGITS[7]);
      await visit.reads(7);
      for (const room of ROOMS) await visit.enter(room);
    });
    assert.deepEqual(errors, []);
  });
}
