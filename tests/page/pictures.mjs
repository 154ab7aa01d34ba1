// A chosen picture of a digit is read, dark on light or light on dark; a file that is no picture does no harm.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { DIGITS } from "./digits.mjs";
import { paint } from "./paint.mjs";

const SHADES = {
  "dark on light": { ink: 30, paper: 235 },
  "light on dark": { ink: 240, paper: 25 },
};

/** @param {import("./visit.mjs").Visit} visit */
export function pictures(visit) {
  let folder;
  before(async () => (folder = await mkdtemp(join(tmpdir(), "neuroglyph-"))));
  after(() => rm(folder, { recursive: true }));

  const choose = async (name, bytes) => {
    const path = join(folder, name);
    await writeFile(path, bytes);
    await visit.find("picture").sendKeys(path);
  };

  for (const [shade, tones] of Object.entries(SHADES)) {
    for (const digit of [2, 5]) {
      test(`a picture of a ${digit}, ${shade}, is read`, async () => {
        await visit.open();
        await choose(`${digit}.png`, paint(DIGITS[digit], tones));
        await visit.reads(digit);
      });
    }
  }

  for (const way of ["drop", "paste"]) {
    test(`a picture that comes by ${way} is read`, async () => {
      await visit.open();
      await visit.handOver(way, paint(DIGITS[7], SHADES["dark on light"]));
      await visit.reads(7);
    });
  }

  test("a file that is no picture is said to be none, and the drawing stays", async () => {
    await visit.open();
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    await choose("notes.png", "these are words");
    await visit.eventually("a message about the picture", async () => /picture/i.test(await visit.text("status")));
    assert.equal(await visit.text("prediction"), "3");
  });
}
