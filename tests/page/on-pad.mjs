// Which ink decided, on the pad itself: where the ink is.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DIGITS } from "./digits.mjs";
import { settle, show } from "./mind-visit.mjs";
import { paint } from "./paint.mjs";

/** Where the picture lies on the pad, in pads; null if it does not show. */
const PLACE = `
  const [picture, pad] = ["pad-blame", "pad"].map((id) => document.querySelector("[data-testid=" + id + "]").getBoundingClientRect());
  const share = (length) => length / pad.width;
  return picture.width === 0 ? null : { left: share(picture.left - pad.left), top: share(picture.top - pad.top), side: share(picture.width) };`;

const GREYS = `
  const canvas = document.querySelector("[data-testid=input-28]");
  return Array.from(canvas.getContext("2d").getImageData(0, 0, 28, 28).data).filter((_, i) => i % 4 === 3);`;

/** Whether it is the picture beside the pad, which is not blank. */
const IS_THE_SAME = `
  const [there, here] = ["pad-blame", "blame"].map((id) => document.querySelector("[data-testid=" + id + "]"));
  const blank = Object.assign(document.createElement("canvas"), { width: here.width, height: here.height });
  return there.toDataURL() === here.toDataURL() && here.toDataURL() !== blank.toDataURL();`;

/** Whether a pen in the middle of the pad would meet it. */
const MEETS_PAD = `
  const pad = document.querySelector("[data-testid=pad]");
  const { left, top, width, height } = pad.getBoundingClientRect();
  return document.elementFromPoint(left + width / 2, top + height / 2) === pad;`;

/** Points along strokes. */
const along = (strokes) =>
  strokes.flatMap((stroke) =>
    stroke
      .slice(1)
      .flatMap(([x, y], i) =>
        [0.25, 0.5, 0.75].map((share) => [
          stroke[i][0] + share * (x - stroke[i][0]),
          stroke[i][1] + share * (y - stroke[i][1]),
        ]),
      ),
  );

/** @param {import("./visit.mjs").Visit} visit */
export function onPad(visit) {
  const press = async (testid = "blame-on-pad") => {
    await show(visit, `[data-testid=${testid}]`);
    await visit.press(testid);
    await settle(visit);
  };
  const isPressed = async (testid) => (await visit.find(testid).getAttribute("aria-pressed")) === "true";
  /** Fails unless each of these points of the pad lies on ink of the picture. */
  const isOnInk = async (strokes) => {
    await settle(visit);
    const greys = await visit.driver.executeScript(GREYS);
    const place = await visit.driver.executeScript(PLACE);
    assert.ok(place, "it shows");
    for (const [x, y] of along(strokes)) {
      const [column, row] = [x - place.left, y - place.top].map((distance) => Math.floor((28 * distance) / place.side));
      assert.ok(
        greys[28 * row + column] >= 100,
        `${x}, ${y}: ${greys[28 * row + column]} of 255 at column ${column}, row ${row}`,
      );
    }
    const isWhy = await visit.driver.executeScript("return location.hash.startsWith('#/mind/why')");
    if (isWhy) assert.ok(await visit.driver.executeScript(IS_THE_SAME), "the picture is that of the tool");
  };

  test("the blame lies on the ink, also of a small digit in a corner, and goes when it is switched off", async () => {
    await visit.open();
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    await visit.enter("mind/why");
    await press();
    assert.ok(await isPressed("blame-on-pad"));
    await isOnInk(DIGITS[3]);
    assert.ok(await visit.driver.executeScript(MEETS_PAD), "the pen goes through it");
    const changeTheme = () => visit.driver.executeScript("document.getElementById('theme').click()");
    await changeTheme();
    await isOnInk(DIGITS[3]);
    await changeTheme();
    const small = DIGITS[4].map((stroke) => stroke.map(([x, y]) => [0.55 + 0.4 * x, 0.02 + 0.4 * y]));
    await visit.press("clear");
    await settle(visit);
    assert.equal(await visit.driver.executeScript(PLACE), null, "without ink there is nothing to see");
    await visit.draw(small);
    await visit.reads(4);
    await isOnInk(small);
    await visit.press("clear");
    await visit.draw([[[0.5, 0.5]]]);
    await settle(visit);
    assert.equal(await visit.driver.executeScript(PLACE), null, "a dot has no size, so its image has no place");
    await visit.press("clear");
    await visit.draw(small);
    await isOnInk(small);
    await press();
    assert.equal(await visit.driver.executeScript(PLACE), null);
  });

  test("the blame lies on the ink of a picture, which need not be square", async () => {
    await visit.open();
    await visit.handOver("drop", paint(DIGITS[5], { ink: 30, paper: 235, beside: 80 }));
    await visit.reads(5);
    await visit.enter("mind/why");
    await press();
    // Of 240 × 160 pixels, on a pad that is square.
    await isOnInk(DIGITS[5].map((stroke) => stroke.map(([x, y]) => [(160 * x) / 240, (160 * y + 40) / 240])));
  });

  test("it goes along into every room, and is switched off and on at the pad", async () => {
    await visit.open();
    assert.equal((await visit.driver.findElements({ css: "[data-testid=overlay-switch]" })).length, 0);
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    await visit.enter("mind/why");
    await press();
    for (const room of ["read", "learn", "train", "mind/dreams"]) {
      await visit.enter(room);
      await isOnInk(DIGITS[3]);
      assert.ok(await isPressed("overlay-switch"));
    }
    await visit.press("clear");
    await visit.draw(DIGITS[4]);
    await visit.reads(4);
    await isOnInk(DIGITS[4]);
    const before = await visit.layout();
    await press("overlay-switch");
    assert.equal(await visit.driver.executeScript(PLACE), null);
    assert.equal(await isPressed("overlay-switch"), false);
    assert.deepEqual(
      { ...(await visit.layout()), "pad-blame": null },
      { ...before, "pad-blame": null },
      "nothing moves",
    );
    await visit.enter("mind/why");
    assert.equal(await isPressed("blame-on-pad"), false);
    await press("overlay-switch");
    await isOnInk(DIGITS[4]);
    assert.ok(await isPressed("blame-on-pad"));
  });

  test("on a phone the switch is at the unfolded pad", async () => {
    await visit.openAt(360, 740);
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    await visit.enter("mind/why");
    await press();
    await visit.unfoldPad();
    await isOnInk(DIGITS[3]);
    const [height, isOnPad] = await visit.driver.executeScript(`
      const button = document.querySelector("[data-testid=overlay-switch]").getBoundingClientRect();
      const { right } = document.querySelector("[data-testid=pad]").getBoundingClientRect();
      return [button.height, button.left < right];
    `);
    assert.ok(height >= 44 && !isOnPad, `${height} px high, and takes nothing of the pad`);
    await press("overlay-switch");
    assert.equal(await visit.driver.executeScript(PLACE), null);
  });
}
