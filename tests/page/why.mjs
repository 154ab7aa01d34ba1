// Which ink decided: against the same computed in plain JavaScript.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Key } from "selenium-webdriver";
import { DIGITS } from "./digits.mjs";
import { activeModel, load, loadConvolutional } from "./insight.mjs";
import { cells, colour, farthestOff, readPicture, settle, shade, show } from "./mind-visit.mjs";
import { PlainNetwork } from "./plain-network.mjs";

const MODELS = new URL("../../pretrained/", import.meta.url);
const keras = new PlainNetwork(new URL("keras-mlp.safetensors", MODELS));

const PLACES = [
  ["at the upper left", "at the top", "at the upper right"],
  ["at the left", "in the middle", "at the right"],
  ["at the lower left", "at the bottom", "at the lower right"],
];

/** The part of the ink's box whose ink speaks most for a digit. */
function bestPlace(image, gradient) {
  const inked = image.flatMap((grey, i) => (grey >= 0.4 ? [[i % 28, Math.floor(i / 28)]] : []));
  const side = (axis) => {
    const values = inked.map((pixel) => pixel[axis]);
    const [low, high] = [Math.min(...values), Math.max(...values) + 1];
    return (value) => (value < low || value >= high ? -1 : Math.floor((3 * (value - low)) / (high - low)));
  };
  const [across, down] = [side(0), side(1)];
  const sums = PLACES.flat().map(() => 0);
  image.forEach((grey, i) => {
    const [column, row] = [across(i % 28), down(Math.floor(i / 28))];
    if (column >= 0 && row >= 0) sums[3 * row + column] += grey * gradient[i];
  });
  return PLACES.flat()[sums.indexOf(Math.max(...sums))];
}

const most = (values) => Math.max(...values.map(Math.abs));

/** @param {import("./visit.mjs").Visit} visit */
export function why(visit) {
  let folder;
  before(async () => (folder = await mkdtemp(join(tmpdir(), "neuroglyph-"))));
  after(() => rm(folder, { recursive: true }));

  /** With keras-mlp and the picture of a digit on the pad; the greys that the network sees of it. */
  const open = async (digit, tool = "why") => {
    await visit.open();
    await load(visit, "keras-mlp");
    const image = await readPicture(visit, digit);
    await visit.enter(`mind/${tool}`);
    await settle(visit);
    return image;
  };
  /** Presses what may be out of sight, or under the bar at the top. */
  const press = async (testid) => {
    await show(visit, `[data-testid=${testid}]`);
    await visit.press(testid);
  };
  const asksFor = async (digit) => {
    await visit.eventually(
      `it asks about ${digit}`,
      async () => (await visit.find(`blame-${digit}`).getAttribute("aria-checked")) === "true",
    );
    await settle(visit);
  };
  const signed = async () => ({
    paper: await colour(visit, "--sheet"),
    above: await colour(visit, "--for"),
    below: await colour(visit, "--against"),
  });
  /** Fails unless the picture is that of the plain gradient. */
  const isBlamed = async (image, digit) => {
    await asksFor(digit);
    const gradient = keras.sensitivity(image, 2, digit);
    const colours = await signed();
    const wanted = gradient.map((value) => shade(value, most(gradient), colours));
    const off = farthestOff(await cells(visit, "[data-testid=blame]", 28), wanted);
    assert.ok(off <= 2, `a pixel of the picture is off by ${off} of 255`);
    return gradient;
  };
  test("the picture is the gradient of the answer, and the words name the ink that spoke most for it", async () => {
    const image = await open(3);
    const gradient = await isBlamed(image, 3);
    assert.match(
      await visit.text("blame-words"),
      new RegExp(`^Why 3\\?The ink ${bestPlace(image, gradient)} speaks most for 3`),
    );
    assert.match(await visit.find("blame").getAttribute("aria-label"), /^Why 3\? The ink/);
  });

  test("why not 8, asked with the mouse, then others with the arrow keys", async () => {
    const image = await open(3);
    await visit.press("blame-8");
    await isBlamed(image, 8);
    assert.match(await visit.text("blame-words"), /^Why not 8\?.*The network gives 8 /);
    await visit.key(Key.ARROW_RIGHT);
    await isBlamed(image, 9);
    await visit.key(Key.ARROW_RIGHT);
    await asksFor(0);
    await visit.key(Key.ARROW_LEFT);
    await asksFor(9);
    await visit.key(Key.HOME);
    await isBlamed(image, 0);
    const tabbable = await visit.driver.executeScript(
      "return document.querySelectorAll('.attribution [role=radio][tabindex=\"0\"]').length",
    );
    assert.equal(tabbable, 1, "the group is one stop of the Tab key");
  });

  test("the legend has words at its ends, and the colours of the picture", async () => {
    await open(3);
    const [words, gradient] = await visit.driver.executeScript(
      "const scale = document.querySelector('.attribution-side .scale'); return [scale.textContent, getComputedStyle(scale.querySelector('i')).backgroundImage]",
    );
    assert.equal(words, "againstfor");
    const found = [...gradient.matchAll(/rgb\((\d+), (\d+), (\d+)\)/g)].map(([, ...rgb]) => rgb.map(Number));
    const { paper, above, below } = await signed();
    assert.deepEqual(found, [below, paper, above]);
  });

  test("the picture keeps up with the pen, and goes with the ink", async () => {
    await visit.open();
    await visit.enter("mind/why");
    const waits = () => visit.driver.executeScript("return document.querySelector('.mind .place')?.textContent ?? ''");
    assert.match(await waits(), /^No ink yet/);
    const [stroke] = DIGITS[3];
    await visit.draw([stroke.slice(0, 12)], { lift: false });
    await settle(visit);
    const early = await cells(visit, "[data-testid=blame]", 28);
    assert.match(await visit.text("blame-words"), /^Why \d\?/);
    await visit.lift();
    await visit.press("clear");
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    await settle(visit);
    assert.ok(farthestOff(early, await cells(visit, "[data-testid=blame]", 28)) > 40);
    await visit.press("clear");
    await visit.eventually("the words of a blank pad", async () => /^No ink yet/.test(await waits()));
  });

  test("without ink a 3 is drawn for whoever asks, and the focus goes to the heading", async () => {
    await visit.open();
    await visit.enter("mind/why");
    await visit.press("draw-three");
    await visit.reads(3);
    await visit.eventually("an answer", async () => /^Why 3\?The ink/.test(await visit.text("blame-words")));
    assert.equal(await visit.driver.executeScript("return document.activeElement.id"), "room-title");
  });

  test("an address asks about a digit, which is forgotten with the ink", async () => {
    await visit.open();
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    await visit.enter("mind/why?digit=8");
    await asksFor(8);
    assert.match(await visit.text("blame-words"), /^Why not 8\?/);
    await visit.enter("mind/dreams");
    await visit.enter("mind/why");
    await asksFor(8);
    await visit.press("clear");
    await visit.draw(DIGITS[3]);
    await asksFor(3);
  });

  test("one training step refreshes the attribution", async () => {
    await visit.forgetAll();
    await open(3);
    const step = async () => {
      await visit.enter("train");
      await press("step");
    };
    await step();
    await visit.eventually("the network in training reads", async () => /Your network/.test(await activeModel(visit)));
    await visit.enter("mind/why");
    const before = await cells(visit, "[data-testid=blame]", 28);
    await step();
    await visit.enter("mind/why");
    await visit.eventually(
      "another picture",
      async () => farthestOff(before, await cells(visit, "[data-testid=blame]", 28)) > 5,
    );
    await visit.enter("train");
    await press("reset");
    await press("reset-same");
  });

  test("a network with convolutions says why, too", async () => {
    await visit.open();
    await loadConvolutional(visit, folder);
    await visit.draw(DIGITS[3]);
    await visit.enter("mind/why");
    assert.match(await visit.text("blame-words"), /^Why \d\?.* speaks? (most )?for \d/);
  });
}
