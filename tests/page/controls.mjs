// Dot, undo and clear, by button and by key.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Key } from "selenium-webdriver";
import { DIGITS } from "./digits.mjs";
import { paint } from "./paint.mjs";
import { strokesOf } from "./strokes.mjs";

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
    await visit.enter("train");
    for (const testid of ["recipe", "train", "load-model"]) {
      await visit.driver.executeScript("arguments[0].focus({ preventScroll: true })", await visit.find(testid));
      await visit.key("z");
      await visit.key(Key.ESCAPE);
      await visit.key("7");
      await visit.nextFrame();
      assert.equal(await visit.text("prediction"), "3", `after keys at ${testid}`);
    }
    await visit.driver.executeScript("document.activeElement.blur()");
    await visit.key("z");
    await isBlank();
  });

  test("the drawing survives a reload, stroke by stroke", async () => {
    await visit.open();
    await visit.draw(DIGITS[4]);
    await visit.reads(4);
    const drawn = await strokesOf(visit);
    await visit.driver.navigate().refresh();
    await visit.isReady();
    await visit.reads(4);
    assert.deepEqual(await strokesOf(visit), drawn);
    await visit.press("undo");
    await isBlank();
  });

  test("a picture survives a reload", async () => {
    await visit.open();
    await visit.handOver("drop", paint(DIGITS[7], { ink: 30, paper: 235 }));
    await visit.reads(7);
    await visit.driver.navigate().refresh();
    await visit.isReady();
    await visit.reads(7);
  });

  test("the answer is spoken when it changes and when a stroke ends, not at each point", async () => {
    await visit.open();
    await visit.draw([[[0.5, 0.5]]]);
    await visit.isState("read", "unsure");
    await visit.press("clear");
    await visit.eventually("the blank is spoken", async () => (await visit.text("status")) === "The pad is blank.");
    await visit.driver.executeScript(`
      window.spoken = [];
      new MutationObserver(() => window.spoken.push([performance.now(), document.querySelector("[data-testid=status]").textContent]))
        .observe(document.querySelector("[data-testid=status]"), { characterData: true, childList: true, subtree: true });`);
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    const last = async () => visit.driver.executeScript("return window.spoken");
    await visit.eventually("the 3 is spoken", async () => /^It reads a 3/.test((await last()).at(-1)?.[1] ?? ""));
    const spoken = await last();
    for (let i = 1; i < spoken.length; i++)
      assert.ok(spoken[i][0] - spoken[i - 1][0] > 900, `spoken twice in a second: ${JSON.stringify(spoken)}`);
  });
}
