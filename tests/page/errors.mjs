// Where a network errs: every number against the same network in plain JavaScript, and every picture against MNIST.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { Key } from "selenium-webdriver";
import { DIGITS } from "./digits.mjs";
import { bringUp, click, farthest, focused, inkOf, label, largest, load, says } from "./insight.mjs";
import { PlainNetwork } from "./plain-network.mjs";
import { ENDLESS } from "./training/steps.mjs";

const MNIST = new URL("../../target/mnist/", import.meta.url);
const BINS = 15;

/** What nielsen makes of each of the 10,000 test images. */
function evaluation() {
  const network = new PlainNetwork(new URL("../../pretrained/nielsen.safetensors", import.meta.url));
  const file = (name) => gunzipSync(readFileSync(new URL(`${name}-ubyte.gz`, MNIST)));
  const pixels = file("t10k-images-idx3").subarray(16);
  const labels = file("t10k-labels-idx1").subarray(8);
  return Array.from(labels, (written, index) => {
    const image = Array.from(pixels.subarray(784 * index, 784 * index + 784), (byte) => byte / 255);
    const outputs = network.forward(image).at(-1).outputs;
    const read = largest(outputs);
    return { index, written, read, sure: outputs[read], image, outputs };
  });
}

/** The expected calibration error, in per cent. */
function calibrationError(read) {
  const bins = Array.from({ length: BINS }, () => ({ sure: 0, right: 0 }));
  for (const { written, read: digit, sure } of read) {
    const bin = bins[Math.max(1, Math.ceil(sure * BINS)) - 1];
    bin.sure += sure;
    bin.right += written === digit ? 1 : 0;
  }
  return (100 * bins.reduce((sum, { sure, right }) => sum + Math.abs(sure - right), 0)) / read.length;
}

/** @param {import("./visit.mjs").Visit} visit */
export function errors(visit) {
  let all;
  before(() => (all = evaluation()));
  after(() => (all = undefined));
  afterEach(() => visit.server.behave());

  const those = (written, read) => all.filter((one) => one.written === written && one.read === read);
  /** Opens the page with nielsen, as one who has no test images yet. */
  const open = async () => {
    await visit.forgetAll();
    await visit.open();
    await load(visit, "nielsen");
    await visit.enter("mind/errors");
    await says(visit, "exam", /never learnt from, and each mistake is listed/);
  };
  const evaluate = async () => {
    await open();
    await click(visit, "fetch-images");
    await says(visit, "exam", /^nielsen\.safetensors reads/);
    await visit.nextFrame();
  };
  const isOnPad = async ({ image, outputs }) => {
    await visit.eventually(
      "the image",
      async () => farthest(await inkOf(visit, "[data-testid=input-28]"), image) === 0,
    );
    assert.ok(farthest(await visit.probabilities(), outputs) < 1e-4);
  };
  /** The image that a tile shows, by the number in its words. */
  const shownBy = async (testid) => {
    const [, index, written, read, sure] = (await label(visit, testid)).match(
      /^Test image ([\d,]+), an? (\d), read as (\d), [<>]?([\d.]+) % sure/,
    );
    const one = all[Number(index.replace(",", ""))];
    assert.deepEqual([one.written, one.read], [Number(written), Number(read)]);
    assert.ok(Math.abs(100 * one.sure - Number(sure)) < 0.11, `${testid}: ${sure} % instead of ${100 * one.sure}`);
    return one;
  };

  test("the numbers of the matrix are those of the same network in plain JavaScript", async () => {
    await evaluate();
    const found = await visit.driver.executeScript(
      "return Array.from({ length: 100 }, (_, at) => document.querySelector(`[data-testid=confusion-${Math.floor(at / 10)}-${at % 10}]`).textContent)",
    );
    const expected = found.map((_, at) => {
      const [written, read] = [Math.floor(at / 10), at % 10];
      const { length } = those(written, read);
      return length === 0 && written !== read ? "" : String(length);
    });
    assert.deepEqual(found, expected);
    const right = all.filter(({ written, read }) => written === read).length;
    await says(visit, "exam", new RegExp(`reads ${(right / 100).toFixed(1)} % of the 10,000`));

    const pairs = DIGITS.flatMap((_, written) =>
      DIGITS.map((_, read) => ({ written, read, count: those(written, read).length })),
    );
    const common = pairs.filter(({ written, read }) => written !== read).sort((a, b) => b.count - a.count);
    for (const i of [0, 7]) {
      const [, written, read, count] = (await visit.text(`mistake-${i}`)).match(/^(\d) read as (\d)(\d+)$/);
      assert.equal(Number(count), common[i].count);
      assert.equal(those(Number(written), Number(read)).length, common[i].count);
    }
  });

  test("the calibration error, its sentence and its table are right", async () => {
    await evaluate();
    const said = Number.parseFloat(await visit.text("calibration-error"));
    assert.ok(Math.abs(said - calibrationError(all)) < 0.0051, `${said} instead of ${calibrationError(all)}`);
    const rows = await visit.driver.executeScript(
      "return [...document.querySelectorAll('[data-testid=calibration-bins] tr')].map((row) => [...row.cells].map((cell) => cell.textContent))",
    );
    assert.equal(rows.length, BINS);
    const means = [];
    for (const [bin, [, sure, right, images]] of rows.entries()) {
      const inside = all.filter((one) => Math.max(1, Math.ceil(one.sure * BINS)) - 1 === bin);
      assert.equal(images, inside.length.toLocaleString("en"));
      if (inside.length === 0) continue;
      const mean = (value) => (100 * inside.reduce((sum, one) => sum + value(one), 0)) / inside.length;
      means.push({
        sure,
        right,
        images,
        gap: Math.abs(mean((one) => one.sure) - mean((one) => one.written === one.read)) * inside.length,
      });
      for (const [text, value] of [
        [sure, mean((one) => one.sure)],
        [right, mean((one) => one.written === one.read)],
      ])
        assert.ok(Math.abs(Number.parseFloat(text.replace(/[<>]/, "")) - value) < 0.11, `${text} instead of ${value}`);
    }
    const [{ sure, right, images }] = means.toSorted((a, b) => b.gap - a.gap);
    assert.equal(
      await visit.text("calibration-text"),
      `Where it says ${sure}, it is right in ${right} of ${images} images.`,
    );
  });

  test("a cell shows its images, and one of them goes to the pad and is read there", async () => {
    await evaluate();
    await click(visit, "confusion-4-9");
    const inside = those(4, 9).toSorted((a, b) => b.sure - a.sure);
    await says(visit, "cell-text", new RegExp(`^${inside.length} images of a 4 were read as 9`));
    const first = await shownBy("cell-image-0");
    assert.ok(Math.abs(first.sure - inside[0].sure) < 1e-4, "the surest comes first");
    await visit.eventually(
      "its picture",
      async () => Math.max(...(await inkOf(visit, "[data-testid=cell-image-1] canvas"))) > 0,
    );
    const second = await shownBy("cell-image-1");
    assert.equal(farthest(await inkOf(visit, "[data-testid=cell-image-1] canvas"), second.image), 0);

    await click(visit, "cell-image-1");
    await isOnPad(second);
    const note = await visit.driver.executeScript("return document.querySelector('.note').textContent");
    assert.equal(note, `Test image ${second.index.toLocaleString("en")} is on the pad: a 4.`);
    await visit.press("clear");
    await visit.isState("blank");
    await visit.draw(DIGITS[3]);
    await visit.isState("read", "unsure");
    await visit.press("undo");
    await visit.press("undo");
    await isOnPad(second);
  });

  test("what was read right is shown too, ten images more when asked; an empty cell says so", async () => {
    await evaluate();
    await click(visit, "confusion-1-1");
    const inside = those(1, 1).toSorted((a, b) => a.sure - b.sure);
    await says(
      visit,
      "cell-text",
      new RegExp(
        `^${inside.length.toLocaleString("en")} images of a 1 were read right; here are the 10 it was least sure of`,
      ),
    );
    assert.ok(Math.abs((await shownBy("cell-image-0")).sure - inside[0].sure) < 1e-4);
    await click(visit, "cell-more");
    await says(visit, "cell-text", /here are the 20/);
    assert.ok(Math.abs((await shownBy("cell-image-19")).sure - inside[19].sure) < 1e-3);
    const pairs = DIGITS.flatMap((_, written) => DIGITS.map((_, read) => [written, read]));
    const [written, read] = pairs.find(([written, read]) => {
      const { length } = those(written, read);
      return written !== read && length > 10 && length <= 20;
    });
    await click(visit, `confusion-${written}-${read}`);
    await says(visit, "cell-text", new RegExp(`of an? ${written} were read as ${read}; here are the 10`));
    await click(visit, "cell-more");
    await visit.eventually("the first new one", async () => (await focused(visit)) === "cell-image-10");
    const empty = [...DIGITS.keys()].find((read) => read !== 1 && those(1, read).length === 0);
    await click(visit, `confusion-1-${empty}`);
    await says(visit, "cell-text", new RegExp(`^No 1 was read as ${empty}\\.$`));
  });

  test("the gallery holds the mistakes it was surest of", async () => {
    await evaluate();
    const wrong = all.filter(({ written, read }) => written !== read).sort((a, b) => b.sure - a.sure);
    for (const i of [0, 9]) assert.ok(Math.abs((await shownBy(`worst-${i}`)).sure - wrong[i].sure) < 1e-4);
    const one = await shownBy("worst-0");
    await visit.eventually(
      "its picture",
      async () => farthest(await inkOf(visit, "[data-testid=worst-0] canvas"), one.image) === 0,
    );
    await click(visit, "worst-0");
    await isOnPad(one);
  });

  test("arrows go from cell to cell, and Enter chooses one", async () => {
    await evaluate();
    await visit.driver.executeScript("document.querySelector('[data-testid=confusion-4-9]').focus()");
    await visit.key(Key.ARROW_LEFT);
    await visit.key(Key.ARROW_DOWN);
    await visit.key(Key.ENTER);
    await says(visit, "cell-text", /^(\d+ images? of a 5 (was|were) read as 8|No 5 was read as 8)/);
    assert.equal(await (await visit.find("confusion-5-8")).getAttribute("aria-pressed"), "true");
    assert.equal(
      await visit.driver.executeScript("return document.querySelectorAll('.confusion [tabindex=\"0\"]').length"),
      1,
    );
  });

  test("nothing is fetched unasked; images that do not arrive are told, and fetched again", async () => {
    visit.server.fail(/t10k/, "refuse");
    await open();
    await click(visit, "fetch-images");
    await says(visit, "exam", /^t10k-labels is not there: the server answers 503, so there is nothing to test it with/);
    visit.server.behave();
    await click(visit, "fetch-images");
    await says(visit, "exam", /^nielsen\.safetensors reads/);
  });

  test("after an epoch the network in training is evaluated, without being asked for images", async () => {
    const train = async (settings) => {
      await visit.forgetAll();
      await visit.driver.get(`${visit.server.page}?${new URLSearchParams(settings)}`);
      await visit.isReady();
      await visit.enter("train");
      await visit.press("train");
      await visit.enter("mind/errors");
    };
    await train(ENDLESS);
    await says(visit, "exam", /^keras-mlp after epoch \d/);
    await train({ recipe: "handwriting-recogniser", epochs: "1" });
    await visit.enter("train");
    await visit.eventually("the end", async () => (await visit.text("train")) === "Train again");
    const accuracy = await visit.figure("test-accuracy");
    await visit.enter("mind/errors");
    await says(visit, "exam", /^handwriting-recogniser reads [\d.]+ % of the 10,000 test images right\.$/);
    const [, said] = (await visit.text("exam")).match(/reads ([\d.]+) %/);
    assert.ok(Math.abs(Number(said) - accuracy) < 0.11);
  });

  test("at 360 px all of it fits, and a finger finds the rows", async () => {
    await visit.openAt(360, 740);
    await visit.enter("mind/errors");
    await says(visit, "exam", /never learnt from|this page reads/);
    if (/never learnt from/.test(await visit.text("exam"))) await click(visit, "fetch-images");
    await says(visit, "exam", /^The network of this page reads 99\.\d %/);
    await bringUp(visit, ".erring");
    await visit.nextFrame();
    await visit.hasNoSidewaysScroll();
    const { height } = await (await visit.find("mistake-0")).getRect();
    assert.ok(height >= 44, `a row is ${height} px high`);
  });
}
