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

  const d = DIGITS[7][0].map(([x, y]) => `${200 * x} ${200 * y}`).join(" L ");
  const path = `<path d="M ${d}" fill="none" stroke="#222" stroke-width="14"/>`;
  const paper = '<rect width="200" height="200" fill="#fff"/>';
  const SVGS = {
    "with a size": `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200">${paper}${path}</svg>`,
    "without one": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200">${path}</svg>`,
    "as wide as its place": `<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%" viewBox="0 0 200 200">${path}</svg>`,
    "of a fingernail": `<svg xmlns="http://www.w3.org/2000/svg" width="5mm" height="5mm" viewBox="0 0 200 200">${path}</svg>`,
  };
  for (const [which, svg] of Object.entries(SVGS))
    test(`an SVG ${which} is read`, async () => {
      await visit.open();
      await choose("seven.svg", svg);
      await visit.reads(7);
    });

  test("nothing in an SVG runs, and what is no SVG is said to be none", async () => {
    await visit.open();
    await choose(
      "script.svg",
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" onload="window.ran = true; parent.ran = true">
        <script>window.ran = true; parent.ran = true;</script>
        <image href="x:" onerror="window.ran = true; parent.ran = true"/>${path}</svg>`,
    );
    await visit.reads(7);
    assert.equal(await visit.driver.executeScript("return window.ran ?? null"), null);
    await choose("half.svg", SVGS["with a size"].slice(0, 80));
    await visit.eventually("a message about the picture", async () =>
      /half\.svg is no picture/.test(await visit.text("status")),
    );
    assert.equal(await visit.text("prediction"), "7");
  });

  // Firefox does so with privacy.resistFingerprinting, as the Tor Browser has it.
  test("a browser that falsifies the pixels of pictures is told of, and the drawing stays", async () => {
    await visit.meddle(() => {
      const { getImageData } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.getImageData = function (...given) {
        const image = getImageData.apply(this, given);
        for (let i = 0; i < image.data.length; i++) image.data[i] = (i * 7919) % 251;
        return image;
      };
    });
    try {
      await visit.open();
      await visit.draw(DIGITS[3]);
      await visit.reads(3);
      await visit.handOver("drop", paint(DIGITS[7], SHADES["dark on light"]));
      await visit.eventually("it is told", async () => /falsifies the pixels/.test(await visit.text("status")));
      assert.match(await visit.driver.executeScript("return document.querySelector('.note').textContent"), /falsifies/);
      assert.equal(await visit.text("prediction"), "3");
    } finally {
      await visit.leaveAlone();
    }
  });

  test("noise in the lowest bits of the pixels does no harm", async () => {
    await visit.meddle(() => {
      const { getImageData } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.getImageData = function (...given) {
        const image = getImageData.apply(this, given);
        for (let i = 0; i < image.data.length; i++) image.data[i] ^= (i % 3) & 1;
        return image;
      };
    });
    try {
      await visit.open();
      await visit.handOver("drop", paint(DIGITS[7], SHADES["dark on light"]));
      await visit.reads(7);
    } finally {
      await visit.leaveAlone();
    }
  });

  test("a file that is no picture is said to be none, and the drawing stays", async () => {
    await visit.open();
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    await choose("notes.png", "these are words");
    await visit.eventually("a message about the picture", async () => /picture/i.test(await visit.text("status")));
    assert.equal(await visit.text("prediction"), "3");
  });
}
