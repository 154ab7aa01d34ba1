// Whole numbers: written by mouse and finger they are read while they are written, and each digit of them can be asked
// about, joined with the next and split; all of that survives a reload.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DIGITS } from "./digits.mjs";
import { settle, show } from "./mind-visit.mjs";
import { written } from "./written.mjs";

/** What is written: digit by digit, and what is read in the end. */
const NUMBERS = [
  { name: "407, touching,", text: "407", digits: written("407", { gap: -0.02 }) },
  { name: "10", text: "10", digits: written("10") },
  { name: "2026", text: "2026", digits: written("2026") },
  { name: "a 4 of two strokes", text: "4", digits: [DIGITS[4]] },
];

/** Of a digit's image, in heights of its ink: 28 of 20 pixels, less the width of the pen. */
const SIDE = 28 / (20 - 2.25);

/** Where they are written, and with what. */
const SIZES = { phone: [360, 740], desk: [1280, 900] };
const POINTERS = ["mouse", "touch"];

/** A 4 whose strokes stand so far apart that nobody but its writer takes them for one digit. */
const TORN = DIGITS[4].map((stroke, i) => stroke.map(([x, y]) => [x - 0.1 + 0.3 * i, y]));

/** Where the picture of the attribution lies on the pad, in pads. */
const PLACE = `
  const [picture, pad] = ["pad-blame", "pad"].map((id) => document.querySelector("[data-testid=" + id + "]").getBoundingClientRect());
  return [(picture.left - pad.left) / pad.width, (picture.right - pad.left) / pad.width];`;

/** How much of these points of the pad the picture hides, in 0..1 each. */
const HIDDEN = `
  const [points, picture, pad] = [arguments[0], ...["pad-blame", "pad"].map((id) => document.querySelector("[data-testid=" + id + "]"))];
  const [box, whole] = [picture, pad].map((canvas) => canvas.getBoundingClientRect());
  return points.map(([x, y]) => {
    const at = [whole.left + x * whole.width - box.left, whole.top + y * whole.height - box.top];
    const [column, row] = at.map((length) => Math.floor((length / box.width) * picture.width));
    return picture.getContext("2d").getImageData(column, row, 1, 1).data[3] / 255;
  });`;

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** @param {import("./visit.mjs").Visit} visit */
export function numbers(visit) {
  const reads = (text) => visit.eventually(`${text} is read`, async () => (await visit.text("prediction")) === text);
  const greysOf = (testid) =>
    visit.driver.executeScript(
      "const canvas = document.querySelector(`[data-testid='${arguments[0]}']`); return Array.from(canvas.getContext('2d').getImageData(0, 0, 28, 28).data).filter((_, i) => i % 4 === 3).join()",
      testid,
    );
  const says = (testid, pattern) =>
    visit.eventually(`${testid} says ${pattern}`, async () => pattern.test(await visit.text(testid)));
  const press = async (testid) => {
    await show(visit, `[data-testid=${testid}]`);
    await visit.press(testid);
  };
  const choose = async (place) => {
    await visit.press(`found-${place}`);
    await visit.eventually(
      `digit ${place} is chosen`,
      async () => (await visit.find(`found-${place}`).getAttribute("aria-pressed")) === "true",
    );
    await settle(visit);
  };
  const write = async (digits, pointer = "mouse") => {
    for (const strokes of digits) await visit.draw(strokes, { with: pointer });
  };
  /** In one visit as long as the number stays, which most of these only ask about. */
  const has407 = async () => {
    if ((await visit.shown("prediction")) !== "407") {
      await visit.forgetAll();
      await visit.open();
      await write(written("407"));
      await reads("407");
    }
    await visit.enter("read");
  };

  for (const [size, [width, height]] of Object.entries(SIZES))
    for (const pointer of POINTERS)
      test(`on a ${size} by ${pointer} each number is read while it is written`, async () => {
        await visit.openAt(width, height);
        for (const { name, text, digits } of NUMBERS) {
          for (const [place, strokes] of digits.entries()) {
            await visit.draw(strokes, { with: pointer });
            await reads(text.slice(0, place + 1));
            const state = await visit.rootData("state");
            assert.equal(state, "read", name);
          }
          await visit.press("clear");
          await visit.isState("blank");
        }
      });

  test("why: each digit is asked about by itself, and its answer lies on its own ink", async () => {
    await has407();
    await visit.enter("mind/why");
    await press("blame-on-pad");
    const digits = written("407");
    for (const [i, digit] of [4, 0, 7].entries()) {
      await choose(i + 1);
      await says("blame-words", new RegExp(`^Why ${digit}\\?`));
      const [xs, ys] = [0, 1].map((axis) => digits[i].flat().map((point) => point[axis]));
      const [left, right] = await visit.driver.executeScript(PLACE);
      assert.ok(left < Math.min(...xs) && Math.max(...xs) < right, `${left} to ${right} has the ${digit}`);
      const side = SIDE * (Math.max(...ys) - Math.min(...ys));
      assert.ok(Math.abs(right - left - side) < 0.02, `${right - left} instead of ${side}: no other ink is in it`);
      const hidden = await Promise.all(digits.map((strokes) => visit.driver.executeScript(HIDDEN, strokes.flat())));
      hidden.forEach((shares, other) => {
        if (other === i) assert.ok(Math.min(...shares) === 1, "it covers its own ink");
        else assert.ok(mean(shares) < 0.3, `the ${"407"[other]} shows through beside the ${digit}: ${shares}`);
      });
    }
    const paper = "return getComputedStyle(document.querySelector('[data-testid=pad-blame]')).backgroundColor";
    assert.equal(await visit.driver.executeScript(paper), "rgba(0, 0, 0, 0)");
    await press("blame-8");
    await says("blame-words", /^Why not 8\?/);
    await choose(1);
    await says("blame-words", /^Why not 8\?.*The network gives 8/s);
    await press("blame-on-pad");
  });

  test("dreams: the digit that is chosen is turned into another one", async () => {
    await has407();
    await choose(2);
    await visit.enter("mind/dreams?turn=8");
    await says("turn-words", /(It now reads 8|It still reads)/);
    assert.equal(await greysOf("turn-before"), await greysOf("input-28"));
    const before = await greysOf("turn-before");
    await choose(3);
    await visit.eventually("the 7 is turned", async () => (await greysOf("turn-before")) !== before);
    await says("turn-words", /(It now reads 8|It still reads)/);
    assert.equal(await greysOf("turn-before"), await greysOf("input-28"));
  });

  test("neurons: what they put out is for the digit that is chosen", async () => {
    await has407();
    await visit.enter("mind/neurons?n=3");
    const heard = new Set();
    for (const [i, digit] of [4, 0, 7].entries()) {
      await choose(i + 1);
      await says("links", new RegExp(`taken as a ${digit}, as it was read`));
      heard.add(await visit.text("incoming"));
    }
    assert.equal(heard.size, 3);
  });

  test("yours: what is said of a digit counts for its own ink, and holds when another is chosen and written", async () => {
    await has407();
    await visit.enter("mind/yours");
    await choose(2);
    await says("verdict", /It read a 0\. Is that right\?/);
    await press("mark-wrong");
    await press("mark-as-6");
    await says("verdict", /It read a 0, and you said that it is a 6/);
    await choose(3);
    await says("verdict", /It read a 7\. Is that right\?/);
    await press("mark-right");
    await says("score", /^It read 1 of your 2 digits right/);
    await choose(2);
    await says("verdict", /you said that it is a 6/);
    await visit.catchFiles();
    await press("export-strokes");
    const lines = String((await visit.file()).bytes)
      .trim()
      .split("\n")
      .map(JSON.parse);
    assert.deepEqual(
      lines.map(({ label, strokes }) => [label, strokes.length]),
      [
        [6, 1],
        [7, 1],
      ],
    );
    await visit.driver.navigate().refresh();
    await visit.isReady();
    await reads("407");
    await choose(2);
    await says("verdict", /It read a 0, and you said that it is a 6/);
    await choose(1);
    await says("verdict", /It read a 4\. Is that right\?/);
    await says("score", /^It read 1 of your 2 digits right/);
  });

  test("train: the variants are of the digit that is chosen", async () => {
    await has407();
    await choose(1);
    await visit.enter("train");
    const unfold = "for (const fold of document.querySelectorAll('details')) fold.open = true";
    await visit.driver.executeScript(unfold);
    await show(visit, ".variants");
    const variant = () => greysOf("variant-0");
    await visit.eventually("variants", async () => /[1-9]/.test(await variant()));
    const before = await variant();
    await choose(2);
    await visit.eventually("others", async () => (await variant()) !== before);
  });

  test("the bars, the 28 × 28 and the layers are about the digit that is chosen, until ink is added", async () => {
    await has407();
    const seen = new Set();
    for (const [i, digit] of [4, 0, 7].entries()) {
      await choose(i + 1);
      const probabilities = await visit.probabilities();
      assert.equal(probabilities.indexOf(Math.max(...probabilities)), digit);
      seen.add(await greysOf("input-28"));
    }
    assert.equal(seen.size, 3);
    await visit.draw(written("1", { most: 0.3 })[0].map((stroke) => stroke.map(([x, y]) => [x + 0.46, y])));
    await reads("4071");
    const probabilities = await visit.probabilities();
    assert.equal(probabilities.indexOf(Math.max(...probabilities)), 1);
  });

  test("digits that were torn apart are joined, undone and joined again, which is learnt from and survives a reload", async () => {
    await visit.forgetAll();
    await visit.open();
    await visit.draw(TORN);
    await visit.eventually("two signs", async () => (await visit.text("prediction")).length === 2);
    const torn = await visit.text("prediction");
    const join = async () => {
      await choose(1);
      await visit.press("join");
      await reads("4");
    };
    await join();
    await visit.press("undo");
    await reads(torn);
    await visit.enter("mind/yours");
    assert.equal((await visit.driver.findElements({ css: "[data-testid=score]" })).length, 0);
    await join();
    await visit.isState("read");
    await says("score", /^It read your digit right\.$/);
    await says("verdict", /It read a 4 in the ink that you joined or split/);
    await visit.driver.navigate().refresh();
    await visit.isReady();
    await reads("4");
    await says("verdict", /It read a 4 in the ink that you joined or split/);
    await press("mark-wrong");
    await press("mark-as-9");
    await says("verdict", /It read a 4, and you said that it is a 9/);
    await says("score", /^It did not read your digit right/);
  });

  test("a digit is split, and joined again", async () => {
    await visit.open();
    await visit.draw(DIGITS[8]);
    await reads("8");
    await visit.press("split");
    await visit.eventually("more than one sign", async () => (await visit.text("prediction")).length > 1);
    const parts = (await visit.text("prediction")).length;
    for (let joins = 1; joins < parts; joins++) {
      await choose(1);
      await visit.press("join");
      await visit.eventually("one sign less", async () => (await visit.text("prediction")).length === parts - joins);
    }
    await reads("8");
  });
}
