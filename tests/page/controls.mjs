// Dot, undo and clear, by button and by key.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Key } from "selenium-webdriver";
import { DIGITS } from "./digits.mjs";

/** @param {import("./visit.mjs").Visit} visit */
export function controls(visit) {
  const isBlank = async () => {
    await visit.isState("blank");
    assert.equal(await visit.text("prediction"), "?");
  };

  for (const pointer of ["mouse", "touch"]) {
    test(`a tap with the ${pointer} draws a dot`, async () => {
      await visit.open();
      await visit.draw([[[0.5, 0.5]]], { with: pointer });
      await visit.isState("read", "unsure");
    });
  }

  test("a tap that slips is the same dot", async () => {
    await visit.open();
    await visit.draw([[[0.5, 0.5]]]);
    await visit.isState("read", "unsure");
    const dot = await visit.probabilities();
    await visit.press("clear");
    await isBlank();
    await visit.draw([
      [
        [0.5, 0.5],
        [0.51, 0.504],
        [0.506, 0.51],
      ],
    ]);
    await visit.isState("read", "unsure");
    assert.deepEqual(await visit.probabilities(), dot);
  });

  const undoers = { "the button": () => visit.press("undo"), Z: () => visit.key("z") };
  for (const [name, undo] of Object.entries(undoers)) {
    test(`${name} takes back the last stroke and no other`, async () => {
      await visit.open();
      const [first, second] = DIGITS[4];
      await visit.draw([first]);
      await visit.isState("read", "unsure");
      const before = await visit.probabilities();

      await visit.draw([second]);
      await visit.reads(4);
      await undo();
      await visit.eventually("the bars are back where they were", async () =>
        (await visit.probabilities()).every((value, digit) => Math.abs(value - before[digit]) < 1e-6),
      );
      await undo();
      await isBlank();
    });
  }

  const clearers = { "the button": () => visit.press("clear"), Escape: () => visit.key(Key.ESCAPE) };
  for (const [name, clear] of Object.entries(clearers)) {
    test(`${name} clears the pad`, async () => {
      await visit.open();
      await visit.draw(DIGITS[4]);
      await visit.reads(4);
      await clear();
      await isBlank();
    });
  }

  test("single keys leave the drawing alone while another control has the focus", async () => {
    await visit.open();
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    for (const testid of ["recipe", "train", "load-model"]) {
      await visit.driver.executeScript("arguments[0].focus({ preventScroll: true })", await visit.find(testid));
      await visit.key("z");
      await visit.key(Key.ESCAPE);
      await visit.nextFrame();
      assert.equal(await visit.text("prediction"), "3", `after keys at ${testid}`);
    }
    await visit.driver.executeScript("document.activeElement.blur()");
    await visit.key("z");
    await isBlank();
  });
}
