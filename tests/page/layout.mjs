// Nothing moves while a digit is drawn, nothing scrolls sideways, and a normal visit is free of errors.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DIGITS } from "./digits.mjs";
import { settle } from "./mind-visit.mjs";

const SIZES = [
  [360, 740],
  [1280, 800],
];

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
    const isLearning = (is) => visit.eventually(`learning: ${is}`, async () => (await visit.rootData("learning")) === String(is));
    const before = await tops();
    await visit.press("train");
    await isLearning(true);
    await settle(visit);
    const visibility = await visit.driver.executeScript("return getComputedStyle(document.querySelector('#mind article')).contentVisibility");
    assert.equal(visibility, "auto");
    assert.deepEqual(await tops(), before);
    await visit.press("pause");
    await isLearning(false);
    await visit.forgetAll();
  });

  test("on a short phone the words stay legible and keep clear of the picture", async () => {
    await visit.openAt(360, 500);
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    await visit.hasNoSidewaysScroll();
    const [size, words, picture] = await visit.driver.executeScript(`
      const says = document.querySelector(".says");
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

  test("the page does not scroll under a drawing finger", async () => {
    await visit.openAt(360, 500);
    const [left, top] = [0.4, 0.9];
    await visit.draw([[[left, top], [left, 0.7], [left, 0.5], [left, 0.3], [left, 0.1]]], { with: "touch" });
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
