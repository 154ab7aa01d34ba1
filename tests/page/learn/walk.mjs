// All twelve lessons, one after the other, by the keys alone and by what the live region says, at a phone's size.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Key } from "selenium-webdriver";
import { DIGITS } from "../digits.mjs";
import { PHONE, stepsOf } from "./steps.mjs";

const { ARROW_LEFT, ARROW_RIGHT, ENTER } = Key;

/** By lesson: what has the focus, the key that it gets, and what is shown before the next (by the ledger unless said), until the point is there. */
const MOVES = {
  1: [["handle-across", ARROW_RIGHT]],
  2: [["handle-bias", ARROW_RIGHT]],
  3: [
    ["gate-AND", ARROW_LEFT],
    ["two-lines", ENTER],
  ],
  4: [["nudge-up", ENTER]],
  5: [
    ["stencil", " "],
    ["weights-painted", ARROW_RIGHT],
    ["weights-mean", ARROW_RIGHT],
  ],
  6: [["temperature", ARROW_RIGHT]],
  7: [
    ["run", ENTER, /^Your lowest: rate/, "own-runs"],
    ["run", ENTER],
  ],
  8: [
    ["part-digit", ARROW_RIGHT],
    ["race", ENTER],
  ],
  9: [["nudge", ARROW_RIGHT]],
  10: [["handle-depth", ARROW_LEFT]],
  11: [
    ["pen", ENTER],
    ["learn", ENTER],
  ],
  12: [["handle-step", ARROW_LEFT]],
};

/** @param {import("../visit.mjs").Visit} visit */
export function walk(visit) {
  const steps = stepsOf(visit);
  before(async () => {
    await steps.forget();
    await visit.openAt(...PHONE);
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    await visit.enter("learn");
  });
  after(steps.forget);

  for (const number of Array.from({ length: 12 }, (_, i) => i + 1))
    test(`lesson ${number} by the keys alone, and by ear`, async () => {
      if (number === 1) {
        await steps.tabTo("go-on");
        await visit.key(ENTER);
      }
      await steps.isAt(`#/learn/${number}`);
      assert.equal(await steps.isThere("point"), false);
      const [choice] = await steps.textsOf("[data-testid=predict-1]");
      await steps.tabTo("predict-1");
      await visit.key(ENTER);
      await visit.eventually("what was said is heard", async () =>
        (await visit.text("status")).includes(`You said: ${choice}.`),
      );
      for (const [testid, key, shown, where = "shows"] of MOVES[number]) {
        await visit.eventually(`${testid} can be pressed`, async () =>
          visit.driver.executeScript(
            "const [part] = document.querySelectorAll(`[data-testid=${arguments[0]}]`); return part && part.ariaDisabled !== 'true'",
            testid,
          ),
        );
        if ((await steps.focused()) !== testid) await steps.tabTo(testid);
        await visit.key(key);
        if (shown) await steps.says(where, shown);
      }
      await steps.pointIsThere();
      const point = await visit.text("point");
      assert.match(point, /^[^.]+\.$/, `lesson ${number}: one sentence`);
      await visit.eventually("the point is heard", async () =>
        (await visit.text("status")).includes(`The point: ${point}`),
      );
      await steps.isShort();
      await visit.hasNoSidewaysScroll();
      const next = number < 12 ? `#/learn/${number + 1}` : "#/learn";
      await steps.tabTo(next);
      await visit.key(ENTER);
      await steps.isAt(next);
    });

  test("all of them are done then, and kept", async () => {
    assert.equal(
      await visit.driver.executeScript("return localStorage.getItem('lessons-done')"),
      `[${Object.keys(MOVES)}]`,
    );
    await steps.says("go-on", "All twelve are done.");
  });
}
