// What augmentation does to the drawing: as the crate does it, live with the fields, and others when asked.

import assert from "node:assert/strict";
import { test } from "node:test";
import { click, farthest, inkOf, says } from "./insight.mjs";
import { readPicture, withGlue } from "./mind-visit.mjs";
import { stepsOf } from "./training/steps.mjs";

/** @param {import("./visit.mjs").Visit} visit */
export function variants(visit) {
  const set = (name, value) => stepsOf(visit).set(name, value);
  /** Opens the folds of Train. */
  const unfold = async () => {
    await visit.enter("train");
    await visit.driver.executeScript(
      "document.querySelectorAll('details').forEach((details) => (details.open = true))",
    );
    await visit.nextFrame();
  };
  const invites = () =>
    visit.driver.executeScript("return document.querySelector('.variants .place')?.textContent ?? ''");
  const images = async () => {
    const all = [];
    for (let i = 0; i < 8; i++) all.push(await inkOf(visit, `[data-testid=variant-${i}]`));
    return all;
  };
  /** Waits until the pictures are other ones. */
  const become = (before) =>
    visit.eventually("other pictures", async () =>
      (await images()).every((image, i) => farthest(image, before[i]) > 0.05),
    );

  test("the variants are the crate's own, follow the fields, and others come when asked", async () => {
    await visit.open();
    await click(visit, "clear");
    await unfold();
    assert.match(await invites(), /^Draw a digit on the pad/);
    const image = await readPicture(visit, 7);
    await says(visit, "variants", /^All of it is off/);
    for (const variant of await images()) assert.ok(farthest(variant, image) < 0.01);

    await set("random-rotation", "20");
    await set("elastic", "1.2");
    await says(visit, "variants", /^A training sees such variants\. .* reads (\d as [\d?](, )?)+\.$/);
    const expected = await withGlue(
      visit,
      `return Array.from({ length: 8 }, (_, i) =>
        Array.from(glue.augment(Float32Array.from(arguments[0]), { random_rotation_degrees: 20, elastic_pixels: 1.2 }, 1, i)));`,
      image,
    );
    const areExpected = async () => (await images()).every((variant, i) => farthest(variant, expected[i]) < 0.01);
    await visit.eventually("the crate's own variants", areExpected);
    const words = await visit.text("variants");
    const counted = [...words.matchAll(/(\d) as/g)].reduce((sum, [, count]) => sum + Number(count), 0);
    assert.equal(counted, 8);
    assert.equal(await invites(), "");

    await visit.driver.executeScript("document.querySelector('[data-testid=other-variants]').click()");
    await become(expected);
    await set("elastic", "9");
    await visit.eventually(
      "the mistake is named",
      async () => (await visit.text("error-elastic")) === "9 is not a distortion. Use 0 to 2.",
    );
  });

  test("nothing moves when a drawing comes, and the row fits a phone", async () => {
    await visit.openAt(360, 740);
    // The drawing of an earlier test is still there.
    await click(visit, "clear");
    await unfold();
    const place = (selector) =>
      visit.driver.executeScript(
        `const { top, height } = document.querySelector(arguments[0]).getBoundingClientRect();
        return [top + scrollY, height].map(Math.round);`,
        selector,
      );
    const places = async () => [await place(".deck"), await place(".variants")];
    const before = await places();
    await visit.driver.executeScript("document.querySelector('.variants').scrollIntoView({ block: 'center' })");
    await visit.press("draw-for-variants");
    await visit.reads(3);
    await says(visit, "variants", /^All of it is off/);
    assert.equal(await invites(), "", "the line that waited is gone");
    assert.deepEqual(await places(), before);
    await visit.hasNoSidewaysScroll();
    const { height } = await visit.find("other-variants").getRect();
    assert.ok(height >= 44, `${height} px`);
  });

  test("in a closed fold no variants are made, and they are there once it opens", async () => {
    await visit.open();
    await unfold();
    await visit.driver.executeScript("document.querySelector('.variants').closest('details').open = false");
    await readPicture(visit, 7);
    await visit.nextFrame();
    assert.ok((await images()).every((image) => image.every((ink) => ink === 0)));
    await visit.driver.executeScript("document.querySelector('.variants').closest('details').open = true");
    await says(visit, "variants", /^All of it is off/);
    assert.ok((await images()).every((image) => image.some((ink) => ink > 0)));
  });
}
