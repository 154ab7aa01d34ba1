// Digits drawn badly on purpose are read right, those of other schools too, and scribbles are refused.

import { test } from "node:test";
import { Key } from "selenium-webdriver";
import { DIGITS } from "./digits.mjs";
import { FOREIGN, MANNERS, SCRIBBLES } from "./styles.mjs";

/** @param {import("./visit.mjs").Visit} visit */
export function badly(visit) {
  const redraws = async (strokes) => {
    await visit.key(Key.ESCAPE);
    await visit.isState("blank");
    await visit.draw(strokes);
  };
  const areRead = async (drawings) => {
    await visit.open();
    for (const [digit, strokes] of drawings) {
      await redraws(strokes);
      await visit.reads(digit);
      await visit.isState("read");
    }
  };

  for (const [manner, change, others = []] of MANNERS) {
    const drawings = [...DIGITS.entries()].filter(([digit]) => !others.includes(digit));
    test(`digits drawn ${manner} are read`, () =>
      areRead(drawings.map(([digit, strokes]) => [digit, change(strokes)])));
  }

  test("digits as they are written elsewhere are read", () =>
    areRead(FOREIGN.map(([, digit, strokes]) => [digit, strokes])));

  test("scribbles are refused", async () => {
    await visit.open();
    for (const [, strokes] of SCRIBBLES) {
      await redraws(strokes);
      await visit.reads("?");
      await visit.isState("unsure");
    }
  });
}
