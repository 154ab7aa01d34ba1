// The score for one's own handwriting: said, counted, kept, taken away as files, forgotten.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, afterEach, before, test } from "node:test";
import { Key } from "selenium-webdriver";
import { DIGITS } from "./digits.mjs";
import { damage, load } from "./insight.mjs";
import { readPicture, show, withGlue } from "./mind-visit.mjs";

const ROOT = new URL("../../", import.meta.url);
const COMMAND = fileURLToPath(new URL("target/release/neuroglyph", ROOT));
const MODEL = fileURLToPath(new URL("pretrained/reader.safetensors", ROOT));

/** @param {import("./visit.mjs").Visit} visit */
export function score(visit) {
  let folder;
  before(async () => (folder = await mkdtemp(join(tmpdir(), "neuroglyph-"))));
  after(() => rm(folder, { recursive: true }));
  afterEach(() => visit.server.behave());

  const openFresh = async () => {
    await visit.forgetAll();
    await open();
  };
  const open = async () => {
    await visit.open();
    await visit.enter("mind/yours");
  };
  const says = (testid, pattern) =>
    visit.eventually(`${testid} says ${pattern}`, async () => pattern.test(await visit.text(testid)));
  const press = async (testid) => {
    await show(visit, `[data-testid=${testid}]`);
    await visit.press(testid);
  };
  const isPressed = (testid, wanted = "true") =>
    visit.eventually(
      `${testid}: pressed is ${wanted}`,
      async () => (await visit.find(testid).getAttribute("aria-pressed")) === wanted,
    );
  /** A line says what will stand there, and no table does. */
  const isEmpty = async () => {
    await visit.eventually("the line of an empty score", async () =>
      /^You draw, it answers, you say whether that was right: the score stands here\./.test(
        await visit.driver.executeScript("return document.querySelector('.score').textContent"),
      ),
    );
    assert.equal(await visit.driver.executeScript("return document.querySelectorAll('[data-testid^=own-]').length"), 0);
  };
  const isDisabled = async (testid) => (await visit.find(testid).getAttribute("aria-disabled")) === "true";
  const write = async (digit) => {
    await visit.press("clear");
    await visit.draw(DIGITS[digit]);
    await visit.reads(digit);
    await show(visit, "[data-testid=mark-right]");
  };
  /** Every cell of the matrix that is not empty. */
  const matrix = () =>
    visit.driver.executeScript(
      "return Object.fromEntries([...document.querySelectorAll('[data-testid^=own-]')].filter((cell) => cell.textContent).map((cell) => [cell.dataset.testid, Number(cell.textContent)]))",
    );
  /** What the page keeps, once it holds so many marks. */
  const isKept = (count) =>
    visit.eventually(`${count} marks are kept`, () =>
      visit.driver.executeAsyncScript(
        `const [count, done] = arguments;
        const request = indexedDB.open("neuroglyph");
        request.onsuccess = () => {
          const all = request.result.transaction("marks").objectStore("marks").count();
          all.onsuccess = () => { request.result.close(); done(all.result === count); };
        };`,
        count,
      ),
    );
  /** The bytes of a file that a button hands over, and its name. */
  const taken = async (testid) => {
    await visit.catchFiles();
    await press(testid);
    return visit.file();
  };

  test("right and wrong are counted, corrected and taken back", async () => {
    await openFresh();
    // A drawing outlives a reload.
    await visit.press("clear");
    await visit.isState("blank");
    assert.ok((await isDisabled("mark-right")) && (await isDisabled("mark-wrong")), "nothing to mark on a blank pad");
    await isEmpty();
    await write(3);
    await says("verdict", /It read a 3\. Is that right\?/);
    await press("mark-right");
    await isPressed("mark-right");
    await says("score", /^It read your digit right\.$/);

    await write(4);
    await isPressed("mark-right", "false");
    await press("mark-wrong");
    await says("verdict", /Which digit is it\?/);
    await says("score", /^It read your digit right/);
    await press("mark-as-9");
    await says("verdict", /It read a 4, and you said that it is a 9/);
    await says("score", /^It read 1 of your 2 digits right: 50 %\. Most often your 9 was read as 4, once\.$/);
    assert.deepEqual(await matrix(), { "own-3-3": 1, "own-9-4": 1 });
    await visit.key(Key.ARROW_LEFT);
    await says("verdict", /you said that it is an 8/);
    assert.deepEqual(await matrix(), { "own-3-3": 1, "own-8-4": 1 });

    await press("mark-wrong");
    await isPressed("mark-wrong", "false");
    assert.deepEqual(await matrix(), { "own-3-3": 1 });
    await press("mark-right");
    await says("score", /^It read both of your digits right\.$/);
  });

  test("what got no answer counts as such, and links take the digit that was said", async () => {
    await openFresh();
    // The network of the page begins with filters, which have no links of their own.
    await load(visit, "keras-mlp");
    await visit.enter("mind/yours");
    await visit.draw([
      [
        [0.2, 0.2],
        [0.8, 0.8],
      ],
      [
        [0.8, 0.2],
        [0.2, 0.8],
      ],
      [
        [0.2, 0.5],
        [0.8, 0.5],
      ],
    ]);
    await visit.isState("unsure", "read");
    const wasRead = (await visit.text("prediction")) !== "?";
    await press("mark-wrong");
    await press("mark-as-7");
    const cell = wasRead ? `own-7-${await visit.text("prediction")}` : "own-7-none";
    await visit.eventually("it is counted", async () => (await matrix())[cell] === 1);
    await visit.enter("mind/neurons");
    await says("links", /taken as a 7, as you said/);
  });

  test("marks outlive a reload, and are forgotten when asked twice", async () => {
    await openFresh();
    await write(3);
    await press("mark-right");
    await write(7);
    await press("mark-wrong");
    await press("mark-as-1");
    await isKept(2);
    await open();
    await says("score", /^It read 1 of your 2 digits/);
    assert.deepEqual(await matrix(), { "own-3-3": 1, "own-1-7": 1 });
    await press("forget-marks");
    await press("forget-marks-keep");
    await says("score", /^It read 1 of your 2 digits/);
    await press("forget-marks");
    await press("forget-marks-sure");
    await isEmpty();
    await isKept(0);
    await open();
    await isEmpty();
    assert.equal(
      await visit.driver.executeScript("return document.querySelector('[data-testid=export-strokes]')"),
      null,
    );
  });

  test("what was said of the drawing on the pad holds after a reload, and does not count twice", async () => {
    await openFresh();
    await write(4);
    await press("mark-wrong");
    await press("mark-as-9");
    await says("score", /^It did not read your digit right/);
    await isKept(1);
    await visit.driver.navigate().refresh();
    await visit.isReady();
    await says("verdict", /It read a 4, and you said that it is a 9/);
    await isPressed("mark-wrong");
    await press("mark-as-8");
    await says("verdict", /you said that it is an 8/);
    assert.deepEqual(await matrix(), { "own-8-4": 1 });
    await isKept(1);
  });

  test("the files hold the drawings, their images and their labels", async () => {
    await openFresh();
    const digits = [3, 4, 0];
    const seen = [];
    for (const digit of digits) {
      await write(digit);
      await press("mark-right");
      await isPressed("mark-right");
    }
    const picture = await (await visit.press("clear"), readPicture(visit, 5));
    await press("mark-wrong");
    await press("mark-as-6");
    await says("marks-note", /1 of them is a picture and has no strokes/);

    const strokes = await taken("export-strokes");
    assert.equal(strokes.name, "my-digits.jsonl");
    const lines = strokes.bytes
      .toString("utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      lines.map(({ label }) => label),
      digits,
    );
    for (const line of lines) {
      assert.deepEqual(Object.keys(line), ["label", "source", "writer", "strokes"]);
      const points = line.strokes.flat();
      const sides = [0, 1].map((axis) => points.map((point) => point[axis]));
      assert.equal(Math.min(...sides.flat()), 0);
      assert.equal(Math.max(...sides.flat()), 1);
      assert.deepEqual(
        sides.map((values) => Math.min(...values)),
        [0, 0],
      );
      seen.push(
        await withGlue(
          visit,
          "return Array.from(glue.preprocess_strokes(Float32Array.from(arguments[0]), Uint32Array.from(arguments[1])).image)",
          points.flat(),
          line.strokes.map((_, i) => line.strokes.slice(0, i + 1).flat().length),
        ),
      );
    }
    assert.deepEqual(
      lines.map(({ strokes }) => strokes.length),
      [1, 2, 1],
    );

    const images = (await taken("export-images")).bytes;
    assert.deepEqual(
      [0, 4, 8, 12].map((at) => images.readUInt32BE(at)),
      [0x803, 4, 28, 28],
    );
    assert.equal(images.length, 16 + 4 * 784);
    // What is read from the strokes' file is what was read on the pad, to a grey or two.
    [...seen, picture].forEach((image, i) => {
      const off = Math.max(...image.map((grey, pixel) => Math.abs(255 * grey - images[16 + 784 * i + pixel])));
      assert.ok(off <= 2.5, `image ${i} is off by ${off} of 255`);
    });
    const { name, bytes: labels } = await taken("export-labels");
    assert.equal(name, "my-digits-labels-idx1-ubyte");
    assert.deepEqual([...labels], [0, 0, 8, 1, 0, 0, 0, 4, ...digits, 6]);

    if (!existsSync(COMMAND)) return;
    const file = join(folder, strokes.name);
    await writeFile(file, strokes.bytes);
    const report = JSON.parse(
      execFileSync(COMMAND, ["evaluate", MODEL, "--strokes", file, "--json"], { encoding: "utf8" }),
    );
    assert.equal(report.samples, 3);
    for (const digit of digits)
      assert.equal(report.confusion[digit][digit], 1, `the command reads the ${digit} as the page did`);
  });

  test("a damaged mark is left out with a word, and the others count", async () => {
    await openFresh();
    await write(3);
    await press("mark-right");
    await isKept(1);
    await damage(visit, ["marks"], (marks) => {
      marks.getAll().onsuccess = ({ target }) => {
        const [mark] = target.result;
        marks.put({ ...mark, id: "no-digit", label: 11 });
        marks.put({ ...mark, id: "cut", image: mark.image.slice(1) });
        marks.put({ ...mark, id: "of another version", version: 2 });
      };
    });
    await open();
    await says("marks-note", /^2 of your digits were damaged and are left out\. What you say/);
    await says("score", /^It read your digit right\.$/);
    assert.deepEqual(await matrix(), { "own-3-3": 1 });
    await press("forget-marks");
    await press("forget-marks-sure");
    await isKept(0);
    await says("marks-note", /^What you say/);
  });

  test("a browser that keeps nothing is told of, and marks count all the same", async () => {
    await visit.forgetAll();
    visit.server.fail(/where\/$/, "forbid");
    await open();
    await says("marks-note", /keeps nothing for this page, so a reload will lose your digits/);
    await write(3);
    await press("mark-right");
    await says("score", /^It read your digit right/);
    await open();
    await isEmpty();
  });
}
