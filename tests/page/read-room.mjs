// The room where the page begins: what it is in one line, the ways on, and the layers of the network.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Key } from "selenium-webdriver";
import { DIGITS } from "./digits.mjs";

const PHONE = [360, 740];
const LAPTOP = [1280, 657];
/** Higher than the window of the tests, below which Firefox presses nothing. */
const DESK = [1280, 950];

/** The bar of rooms at the foot of a phone. */
const NAV = 52;

/** @param {import("./visit.mjs").Visit} visit */
export function readRoom(visit) {
  const boxOf = (part) =>
    visit.driver.executeScript(
      `const { top, bottom, height } = document.querySelector(arguments[0]).getBoundingClientRect();
      return { top, bottom, height };`,
      part,
    );
  const ways = () =>
    visit.driver.executeScript(
      "return Array.from(document.querySelectorAll('.ways a'), (way) => [way.querySelector('b').textContent, way.hash])",
    );
  /** How much ink a layer's picture has. */
  const inkOf = (layer) =>
    visit.driver.executeScript(
      `const canvas = document.querySelector("[data-testid=layer-picture-" + arguments[0] + "]");
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return data.reduce((sum, value, i) => sum + (i % 4 === 3 ? value : 0), 0);`,
      layer,
    );
  const layers = () => visit.driver.executeScript("return document.querySelectorAll('.layer-pictures li').length");

  test("on a phone a line says what this is, and it, the answer, the pad, the bars and the tools are all in sight", async () => {
    await visit.openAt(...PHONE);
    const [tagline, answer, pad, found, bars, tools] = await Promise.all(
      [".tagline", ".answer", "[data-testid=pad]", ".found", ".read .bars", ".tools"].map(boxOf),
    );
    assert.ok(tagline.height > 0 && tagline.bottom <= answer.top, "above the answer");
    assert.ok(answer.bottom <= pad.top && pad.bottom <= found.top);
    assert.ok(found.bottom <= bars.top && bars.bottom <= tools.top);
    assert.equal(found.height, 44, "its place is kept");
    assert.ok(tools.bottom <= PHONE[1] - NAV, `the tools end at ${tools.bottom}`);
    assert.ok(pad.height >= 300, `the pad is ${pad.height} px high`);
    const isOneLine = "const line = document.querySelector('.tagline'); return line.scrollWidth <= line.clientWidth";
    assert.equal(await visit.driver.executeScript(isOneLine), true);
    const height = await visit.driver.executeScript("return document.documentElement.scrollHeight");
    assert.ok(height <= 2_400, `the room is ${height} px long`);
    await visit.enter("train");
    assert.equal((await boxOf(".tagline")).height, 0, "it belongs to Read");
  });

  test("on a laptop the answer is no higher than the pad, and nothing of the column is below the window", async () => {
    await visit.openAt(...LAPTOP);
    await visit.draw(DIGITS[7]);
    await visit.reads(7);
    const [pad, found, bars, keys, model] = await Promise.all(
      [".pad-box", ".found", ".read .bars", "#keys", ".model"].map(boxOf),
    );
    assert.ok(pad.height >= 290, `the pad is ${pad.height} px high`);
    for (const gap of [found.top - pad.bottom, bars.top - found.bottom])
      assert.ok(gap >= 8 && gap <= 24, `between pad, row and bars are ${gap} px`);
    for (const { bottom } of [keys, model]) assert.ok(bottom <= LAPTOP[1], `it ends at ${bottom}`);
  });

  for (const [width, height] of [PHONE, DESK])
    test(`at ${width} px three ways lead to the other rooms, and on from what is read, and nothing moves`, async () => {
      await visit.openAt(width, height);
      assert.deepEqual(await ways(), [
        ["Learn", "#/learn"],
        ["Train", "#/train"],
        ["Mind", "#/mind/dreams"],
      ]);
      const before = await visit.layout();
      await visit.draw(DIGITS[3]);
      await visit.reads(3);
      assert.deepEqual(await ways(), [
        ["Why 3?", "#/mind/why"],
        ["Turn it into an 8", "#/mind/dreams?turn=8"],
        ["Train your own", "#/train"],
      ]);
      assert.deepEqual(await visit.layout(), before);
      await visit.key(Key.ESCAPE);
      await visit.draw(DIGITS[8]);
      await visit.reads(8);
      assert.deepEqual((await ways()).slice(0, 2), [
        ["Why 8?", "#/mind/why"],
        ["Turn it into a 3", "#/mind/dreams?turn=3"],
      ]);
      assert.deepEqual(await visit.layout(), before);
      await visit.key(Key.ESCAPE);
      await visit.isState("blank");
      assert.equal((await ways())[0][0], "Learn");
      assert.deepEqual(await visit.layout(), before);
    });

  test("under the bars of a high window each layer shows what it makes of the drawing, in every room", async () => {
    await visit.openAt(...DESK);
    // The reader has six layers before its answer.
    await visit.eventually("the layers", async () => (await layers()) === 6);
    await visit.isState("blank");
    assert.equal(await inkOf(1), 0);
    const [stroke] = DIGITS[3];
    await visit.draw([stroke.slice(0, stroke.length / 2)], { lift: false });
    await visit.isState("read", "unsure");
    await visit.eventually("the first half of it", async () => (await inkOf(1)) > 0);
    const half = await inkOf(1);
    await visit.lift();
    await visit.key(Key.ESCAPE);
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    await visit.eventually("all of it", async () => ![0, half].includes(await inkOf(1)));
    for (const layer of [2, 3, 4, 5, 6]) assert.ok((await inkOf(layer)) > 0, `layer ${layer}`);
    await visit.enter("train");
    assert.equal(await layers(), 6);
  });

  for (const [width, height] of [PHONE, LAPTOP])
    test(`at ${width} × ${height} px they are one press away`, async () => {
      await visit.openAt(width, height);
      await visit.draw(DIGITS[7]);
      await visit.reads(7);
      assert.equal(await layers(), 0, "none before it is asked for");
      const summary = await visit.find("layers");
      assert.ok((await summary.getRect()).height >= 44);
      // The bar of rooms lies over what is at the foot of the window.
      await visit.driver.executeScript("arguments[0].scrollIntoView({ block: 'center' })", summary);
      await summary.click();
      await visit.eventually("the layers", async () => (await layers()) === 6);
      for (const layer of [1, 2, 3, 4, 5, 6]) assert.ok((await inkOf(layer)) > 0, `layer ${layer}`);
      await visit.hasNoSidewaysScroll();
      await summary.click();
      await visit.eventually("they are gone", async () => (await layers()) === 0);
    });
}
