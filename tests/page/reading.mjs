// Digits drawn with mouse and finger are read right, while they are drawn.

import assert from "node:assert/strict";
import { before, beforeEach, test } from "node:test";
import { DIGITS } from "./digits.mjs";
import { click } from "./insight.mjs";

const sum = (values) => values.reduce((total, value) => total + value, 0);

/** @param {import("./visit.mjs").Visit} visit */
export function reading(visit) {
  before(() => visit.open());
  beforeEach(async () => {
    await click(visit, "clear");
    await visit.isState("blank");
  });

  const readsDrawing = async (digit, pointer) => {
    await visit.draw(DIGITS[digit], { with: pointer });
    await visit.reads(digit);
    await visit.isState("read");

    const probabilities = await visit.probabilities();
    assert.equal(probabilities.indexOf(Math.max(...probabilities)), digit, "the longest bar is the answer's");
    assert.ok(Math.abs(sum(probabilities) - 1) < 1e-3, `probabilities add up to ${sum(probabilities)}`);
  };

  test("a fresh page is blank and guesses nothing", async () => {
    await visit.open();
    await visit.isState("blank");
    assert.equal(await visit.text("prediction"), "?");
    assert.deepEqual(await visit.probabilities(), Array(10).fill(0));
  });

  for (const digit of DIGITS.keys()) {
    test(`a ${digit} drawn with the mouse is read`, () => readsDrawing(digit, "mouse"));
  }

  for (const digit of [0, 3, 4, 7]) {
    test(`a ${digit} drawn with a finger is read`, () => readsDrawing(digit, "touch"));
  }

  for (const pointer of ["mouse", "touch"]) {
    test(`the bars move before the ${pointer} is lifted`, async () => {
      const [stroke] = DIGITS[3];
      await visit.draw([stroke.slice(0, stroke.length / 2)], { with: pointer, lift: false });
      await visit.isState("read", "unsure");
      assert.ok(Math.abs(sum(await visit.probabilities()) - 1) < 1e-3);
      await visit.lift();
      await visit.isState("read", "unsure");
    });
  }
}
