// axe-core finds nothing against the page, in any room and state, at any width, in either theme; text is large enough, and so
// is what is pressed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./axe.mjs";
import { DIGITS } from "./digits.mjs";
import { click, says } from "./insight.mjs";
import { photograph } from "./photograph.mjs";

const SIZES = [
  [360, 740],
  [768, 1024],
  [1280, 800],
];
const THEMES = ["light", "dark"];

/** Pixels on the screen. */
const LEAST_TEXT = 13;
const LEAST_CONTROL = 44;

/** @typedef {import("./visit.mjs").Visit} Visit */

/** By its name, what is done in a room before it is looked at. @type {[string, string, (visit: Visit) => Promise<unknown>][]} */
const STATES = [
  ["read", "blank", async () => {}],
  ["read", "read", (visit) => read3(visit)],
  ["read", "a picture", (visit) => readPicture(visit)],
  ["read", "a part of a picture", (visit) => readPart(visit)],
  ["learn", "the contents", async () => {}],
  ["learn/2", "asked", async () => {}],
  ["learn/2", "answered", (visit) => visit.press("predict-1")],
  ["train", "without a run", async () => {}],
  ["train", "with a run", (visit) => trained(visit)],
  ["mind/dreams", "dreamt", (visit) => says(visit, "method-text", /reads \d+ of its 10/)],
  ["mind/why", "without ink", async () => {}],
  ["mind/why", "with ink", (visit) => read3(visit)],
  ["mind/neurons", "without ink", async () => {}],
  ["mind/neurons", "with ink", (visit) => read3(visit)],
  ["mind/errors", "evaluated", (visit) => evaluated(visit)],
  ["mind/styles", "read", (visit) => says(visit, "hands", /^It reads/)],
  ["mind/yours", "without ink", async () => {}],
  ["mind/yours", "labelled", (visit) => labelled(visit)],
];

async function read3(visit) {
  await visit.draw(DIGITS[3]);
  await visit.reads(3);
}

async function readPicture(visit) {
  await visit.handOver("drop", photograph(DIGITS[5], { width: 800, height: 800, pen: 12 }));
  await visit.reads(5);
}

async function readPart(visit) {
  await readPicture(visit);
  const corners = [
    [0.25, 0.1],
    [0.6, 0.6],
    [0.75, 0.9],
  ];
  await visit.draw([corners]);
  await visit.reads(5);
}

async function trained(visit) {
  await visit.press("train");
  await visit.eventually("a test", async () => (await visit.figure("test-accuracy")) > 0);
  await visit.press("pause");
  await visit.eventually("it rests", async () => (await visit.text("train")) === "Go on");
}

async function evaluated(visit) {
  await visit.eventually("the test images are asked for, or read", async () => {
    const [button] = await visit.driver.findElements({ css: "[data-testid=fetch-images]" });
    if (button) await click(visit, "fetch-images");
    return /reads [\d.]+ % of the 10,000/.test(
      await visit.driver.executeScript("return document.querySelector('#room').textContent"),
    );
  });
}

async function labelled(visit) {
  await read3(visit);
  await visit.press("mark-right");
  await says(visit, "score", /right/);
}

/** In the page: texts and controls that are smaller than they may be. Links in sentences and cells of a matrix may be small. */
const SMALL = `
  const [leastText, leastControl] = arguments;
  const isShown = (element) => element.checkVisibility() && !element.closest(".visually-hidden, [aria-hidden=true], [hidden]");
  const name = (element) => \`\${element.localName}.\${element.className}[\${element.dataset.testid ?? ""}] “\${element.textContent.trim().slice(0, 30)}”\`;
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const all = [...document.body.querySelectorAll("*")].filter(isShown);
  const texts = all.filter((element) => hasText(element) && parseFloat(getComputedStyle(element).fontSize) < leastText);
  const isControl = (element) => element.matches("button, select, summary, input:not([type=file], .visually-hidden), a, label:has(input[type=file])");
  const isExempt = (element) => element.matches("p a, p button.link, .confusion button, .skip") || (element.matches("input") && element.closest("label"));
  const controls = all.filter((element) => isControl(element) && !isExempt(element) && element.getBoundingClientRect().height < leastControl - 0.5);
  return [...texts.map((element) => "text " + name(element)), ...controls.map((element) => "control " + name(element) + " " + element.getBoundingClientRect().height)];`;

/** @typedef {[size: [number, number], theme: string]} Look */

/** Looks at a state in one visit: the window gets another size, the page another theme. @param {Visit} visit @param {(typeof STATES)[number]} state @param {Look[]} looks */
const looksAt = (visit, [room, state, come], looks) =>
  test(`${room}, ${state}, ${looks.map(([[width], theme]) => `at ${width} px in the ${theme} theme`).join(", ")}`, async () => {
    await visit.forgetAll();
    await visit.openAt(...looks[0][0]);
    await visit.enter(room);
    await come(visit);
    for (const [size, theme] of looks) {
      await visit.resizeTo(...size);
      await visit.driver.executeScript("document.documentElement.dataset.theme = arguments[0]", theme);
      const at = `at ${size[0]} px in the ${theme} theme`;
      assert.deepEqual(await violations(visit), [], at);
      await visit.hasNoSidewaysScroll();
      assert.deepEqual(await visit.driver.executeScript(SMALL, LEAST_TEXT, LEAST_CONTROL), [], at);
    }
  });

/** Every pair of room, width, theme and browser is looked at. @param {Visit} visit */
export function accessibility(visit) {
  const shift = visit.browser === "Firefox" ? 1 : 0;
  for (const [i, state] of STATES.entries()) {
    const look = (part) => [SIZES[(i + 2 * shift + part) % SIZES.length], THEMES[(i + shift + part) % THEMES.length]];
    looksAt(visit, state, [look(0), look(1)]);
  }
}

/** Each lesson has a look of its own in its suite. @type {typeof STATES} */
const LESSONS = Array.from({ length: 12 }, (_, i) => [
  `learn/${i + 1}`,
  "answered, with ink",
  async (visit) => {
    await read3(visit);
    await visit.press("predict-2");
  },
]);

/** All of them; of the lessons the narrowest and the widest. @param {Visit} visit */
export function everyLook(visit) {
  const all = SIZES.flatMap((size) => THEMES.map((theme) => [size, theme]));
  for (const state of STATES) looksAt(visit, state, all);
  for (const state of LESSONS)
    looksAt(visit, state, [
      [SIZES[0], "light"],
      [SIZES[2], "dark"],
    ]);
}
