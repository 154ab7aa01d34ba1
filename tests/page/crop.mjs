// A photograph is taken in as it comes from a camera, and a box is dragged over what is to be read of it: by mouse, finger,
// pen and keys, and by a screen reader.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Key } from "selenium-webdriver";
import { DIGITS } from "./digits.mjs";
import { show } from "./mind-visit.mjs";
import { photograph } from "./photograph.mjs";
import { written } from "./written.mjs";

const PHONE = [360, 740];
const DESK = [1280, 720];

/** Two digits side by side, and what is around each of them: 3 and 8, in shares of the photograph. */
const TEXT = "38";
const NUMBER = written(TEXT, { most: 0.3 });
const [THREE, EIGHT] = NUMBER.map((strokes) => {
  const [xs, ys] = [0, 1].map((axis) => strokes.flat().map((point) => point[axis]));
  const margin = 0.02;
  return [Math.min(...xs) - margin, 0.25, Math.max(...xs) + margin, Math.max(...ys) + 0.1];
});

/** Paper without ink or a line. */
const BLANK = [0.14, 0.74, 0.24, 0.9];

/** From the photograph of 4 : 3 to the pad, where it lies in the middle. */
const onPad = ([x, y]) => [x, 0.125 + 0.75 * y];

/** A drag from one corner of a box to the other, in steps. */
const over = ([left, top, right, bottom]) =>
  Array.from({ length: 9 }, (_, i) => onPad([left + ((right - left) * i) / 8, top + ((bottom - top) * i) / 8]));

/** A drag from one point of the photograph to another. */
const along = (from, to) =>
  Array.from({ length: 9 }, (_, i) => onPad([0, 1].map((axis) => from[axis] + ((to[axis] - from[axis]) * i) / 8)));

/** In the page: tells events of a pointer over the photograph. WebDriver has no pen in Firefox, so they are made up. */
const TELL = `
  const photo = document.querySelector(".crop-photo");
  const tell = (type, pointerType, [x, y]) => {
    const { left, top, width, height } = photo.getBoundingClientRect();
    const pointerId = pointerType === "pen" ? 90 : 91;
    const place = { clientX: left + x * width, clientY: top + y * height };
    document.querySelector("[data-testid=crop]").dispatchEvent(
      new PointerEvent(type, { pointerId, pointerType, isPrimary: true, bubbles: true, buttons: 1, ...place }));
  };`;

/** What the sliders say: left, top, right and bottom, in per cent. */
const EDGES = `return ["left", "top", "right", "bottom"].map((edge) => Number(document.querySelector("[data-testid=crop-" + edge + "]").value));`;

/** @param {import("./visit.mjs").Visit} visit */
export function crop(visit) {
  let folder;
  const photographs = {};
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "neuroglyph-"));
    const take = async (name, strokes, look) => {
      photographs[name] = join(folder, `${name}.png`);
      await writeFile(photographs[name], photograph(strokes, look));
    };
    await take("number", NUMBER.flat());
    for (const digit of [2, 5])
      await take(`digit ${digit}`, DIGITS[digit], { width: 900, height: 1200, pitch: 130, seed: digit });
    // As large as a camera's, with a 3 of 60 pixels in a corner.
    const small = DIGITS[3].map((stroke) => stroke.map(([x, y]) => [0.9 + 0.075 * (x - 0.5), 0.2 + 0.1 * (y - 0.5)]));
    await take("small", [...NUMBER.flat(), ...small], { width: 2000, height: 1500, pen: 8 });
  });
  after(() => rm(folder, { recursive: true }));

  const reads = (text) => visit.eventually(`${text} is read`, async () => (await visit.text("prediction")) === text);
  const choose = (name, button = "picture") => visit.find(button).then((input) => input.sendKeys(photographs[name]));
  const openNumber = async (size = DESK) => {
    await visit.openAt(...size);
    await choose("number");
    await reads(TEXT);
  };
  const drag = (points, look) => visit.draw([points], look);
  const edges = () => visit.driver.executeScript(EDGES);
  const isNear = async (box, within = 2) => {
    const now = await edges();
    now.forEach((edge, i) => assert.ok(Math.abs(edge - 100 * box[i]) <= within, `${now} instead of ${box}`));
  };
  const attribute = (name) => visit.find("crop-box").then((box) => box.getAttribute(name));
  const focusBox = async () =>
    visit.driver.executeScript("arguments[0].focus({ preventScroll: true })", await visit.find("crop-box"));
  const press = async (key, times, isShift = false) => {
    const actions = visit.driver.actions();
    if (isShift) actions.keyDown(Key.SHIFT);
    for (let i = 0; i < times; i++) actions.sendKeys(key);
    if (isShift) actions.keyUp(Key.SHIFT);
    await actions.perform();
    await visit.nextFrame();
  };
  const hasNoBox = async () => assert.equal((await visit.driver.findElements({ css: ".crop" })).length, 0);

  for (const [size, place] of Object.entries({ phone: PHONE, desk: DESK }))
    for (const digit of [2, 5])
      test(`on a ${size} a photograph of a ${digit} on ruled paper, with a shadow across it, is read`, async () => {
        await visit.openAt(...place);
        await choose(`digit ${digit}`);
        await reads(String(digit));
        assert.equal(await attribute("aria-valuetext"), "the whole picture");
      });

  for (const [size, place] of Object.entries({ phone: PHONE, desk: DESK }))
    for (const pointer of ["mouse", "touch"])
      test(`on a ${size} a box dragged by ${pointer} over a digit of a number reads that digit alone; undo gives all of it back`, async () => {
        await openNumber(place);
        const before = await visit.layout();
        for (const [box, digit] of [
          [EIGHT, "8"],
          [THREE, "3"],
        ]) {
          await drag(over(box), { with: pointer });
          await reads(digit);
          await isNear(box);
          await visit.press("undo");
          await reads(TEXT);
          await isNear([0, 0, 1, 1], 0);
        }
        const { pad, prediction, clear } = await visit.layout();
        assert.deepEqual(
          { pad, prediction, clear },
          { pad: before.pad, prediction: before.prediction, clear: before.clear },
        );
        await visit.press("clear");
        await visit.isState("blank");
        await hasNoBox();
      });

  test("the answer follows while the box is still under the pointer, at most once a frame", async () => {
    await openNumber();
    await drag(over(EIGHT), { lift: false });
    await reads("8");
    await visit.lift();
    const [asked, frames] = await visit.driver.executeAsyncScript(
      `const done = arguments[arguments.length - 1];
      ${TELL}
      const { getImageData } = CanvasRenderingContext2D.prototype;
      let asked = 0;
      CanvasRenderingContext2D.prototype.getImageData = function (x, y, width, height) {
        if (width > 28) asked++;
        return getImageData.apply(this, arguments);
      };
      tell("pointerdown", "touch", [0.1, 0.2]);
      let frames = 0;
      const move = () => {
        // More than a screen shows.
        for (let i = 0; i < 20; i++) tell("pointermove", "touch", [0.4 + 0.001 * (20 * frames + i), 0.8]);
        if (frames++ < 10) return requestAnimationFrame(move);
        tell("pointerup", "touch", [0.6, 0.8]);
        requestAnimationFrame(() => requestAnimationFrame(() => done([asked, frames])));
      };
      requestAnimationFrame(move);`,
    );
    assert.ok(asked > 1 && asked <= frames + 1, `${asked} readings in ${frames} frames`);
  });

  test("a box is moved, and taken by its corners and edges", async () => {
    await openNumber();
    await drag(over([0.1, 0.2, 0.5, 0.7]));
    await isNear([0.1, 0.2, 0.5, 0.7]);
    await drag(along([0.3, 0.45], [0.7, 0.5]));
    await isNear([0.5, 0.25, 0.9, 0.75]);
    await drag(along([0.9, 0.25], [0.8, 0.1]));
    await isNear([0.5, 0.1, 0.8, 0.75]);
    await drag(along([0.5, 0.4], [0.2, 0.8]));
    await isNear([0.2, 0.1, 0.8, 0.75]);
    await drag(along([0.5, 0.4], [1.4, 1.2]));
    await isNear([0.4, 0.35, 1, 1]);
    for (let i = 0; i < 5; i++) await visit.press("undo");
    await isNear([0, 0, 1, 1], 0);
  });

  test("a pen holds the box, also where a palm lay first, and a press without a drag brings the nearest corner", async () => {
    await openNumber();
    await visit.driver.executeScript(
      `${TELL}
      const [[left, top, right, bottom]] = arguments;
      tell("pointerdown", "touch", [0.3, 0.9]);
      for (const x of [0.32, 0.4, 0.5]) tell("pointermove", "touch", [x, 0.95]);
      tell("pointerdown", "pen", [left, top]);
      for (let i = 1; i <= 8; i++) {
        tell("pointermove", "pen", [left + ((right - left) * i) / 8, top + ((bottom - top) * i) / 8]);
        tell("pointermove", "touch", [0.5, 0.9]);
      }
      tell("pointerup", "pen", [right, bottom]);
      tell("pointerup", "touch", [0.5, 0.9]);`,
      EIGHT,
    );
    await reads("8");
    await isNear(EIGHT);
    await visit.press("undo");
    await isNear([0, 0, 1, 1], 0);
    await drag([onPad([0.3, 0.35])]);
    await isNear([0.3, 0.35, 1, 1]);
    await drag([onPad([0.8, 0.75])]);
    await isNear([0.3, 0.35, 0.8, 0.75]);
  });

  test("keys move the box and resize it, Escape gives the whole picture back and then clears, and the focus stays", async () => {
    await openNumber();
    await focusBox();
    const [, , right] = THREE;
    await press(Key.ARROW_LEFT, Math.round((1 - right) / 0.02), true);
    await reads("3");
    await isNear([0, 0, right, 1]);
    await press(Key.ARROW_RIGHT, 100);
    assert.deepEqual((await edges())[2], 100);
    await press(Key.ARROW_UP, 10, true);
    assert.deepEqual((await edges())[3], 80);
    await visit.key("z");
    assert.deepEqual((await edges())[3], 82);
    await visit.key(Key.ESCAPE);
    await reads(TEXT);
    await isNear([0, 0, 1, 1], 0);
    assert.equal(await visit.driver.executeScript("return document.activeElement.dataset.testid"), "crop-box");
    await visit.key(Key.ESCAPE);
    await visit.isState("blank");
    await hasNoBox();
    assert.equal(await visit.driver.executeScript("return document.activeElement.dataset.testid"), "pad");
  });

  test("a screen reader is told what the box is, where it lies and what is read in it, and moves its edges", async () => {
    await openNumber();
    assert.equal(await attribute("role"), "slider");
    assert.match(await attribute("aria-label"), /Box over what is read.*Arrow keys.*Shift.*Escape/);
    await focusBox();
    await press(Key.ARROW_LEFT, 25, true);
    assert.equal(await attribute("aria-valuetext"), "from 0 to 50 % across and from 0 to 100 % down");
    assert.equal(await attribute("aria-valuenow"), "50");
    await visit.eventually("the answer is heard", async () => /^It reads a 3/.test(await visit.text("status")));
    // As a swipe up or down over a slider does it.
    const slide = (edge, value) =>
      visit.driver.executeScript(
        "const [slider, value] = arguments; slider.value = value; slider.dispatchEvent(new Event('input', { bubbles: true }))",
        edge,
        value,
      );
    const name = async (edge) => (await visit.find(`crop-${edge}`)).getAttribute("aria-label");
    assert.equal(await name("left"), "Left edge of the box");
    await slide(await visit.find("crop-right"), 100);
    await slide(await visit.find("crop-left"), Math.round(100 * EIGHT[0]));
    await reads("8");
    await visit.eventually("the other is heard", async () => /^It reads an 8/.test(await visit.text("status")));
    await drag(over(BLANK));
    await visit.eventually(
      "so is that there is no ink",
      async () => (await visit.text("status")) === "There is no ink in the box.",
    );
  });

  test("a small box over a large photograph is read from all the pixels that it has", async () => {
    await visit.openAt(...DESK);
    await choose("small");
    await visit.isState("read", "unsure");
    // Of the 3 the whole picture, which is reduced to 512 pixels, has 15.
    await drag(over([0.86, 0.13, 0.94, 0.27]));
    await reads("3");
    await visit.isState("read");
  });

  test("where the box has no ink, it is said, and the picture stays", async () => {
    await openNumber();
    await drag(over(BLANK));
    await visit.isState("blank");
    const note = "return document.querySelector('.note').textContent";
    assert.equal(await visit.driver.executeScript(note), "There is no ink in the box.");
    const invite = "return getComputedStyle(document.querySelector('.invite')).visibility";
    assert.equal(await visit.driver.executeScript(invite), "hidden");
    await visit.press("undo");
    await reads(TEXT);
  });

  test("the picture and its box survive a reload, and every room is about what is in the box", async () => {
    await visit.open();
    await choose("number");
    await reads(TEXT);
    await drag(over(EIGHT));
    await reads("8");
    const before = await edges();
    await visit.driver.navigate().refresh();
    await visit.isReady();
    await reads("8");
    assert.deepEqual(await edges(), before);
    await visit.enter("mind/why");
    await visit.eventually("why it is an 8", async () => /^Why 8\?/.test(await visit.text("blame-words")));
    await show(visit, "[data-testid=blame-on-pad]");
    await visit.press("blame-on-pad");
    await visit.nextFrame();
    const [left, right] = await visit.driver.executeScript(`
      const [picture, pad] = ["pad-blame", "pad"].map((id) => document.querySelector("[data-testid=" + id + "]").getBoundingClientRect());
      return [(picture.left - pad.left) / pad.width, (picture.right - pad.left) / pad.width];`);
    const xs = NUMBER[1].flat().map(([x]) => x);
    assert.ok(left < Math.min(...xs) && right > Math.max(...xs), `${left} to ${right} has the 8`);
    assert.ok(left > Math.max(...NUMBER[0].flat().map(([x]) => x)) - 0.1, `${left} is beside the 3`);
    await visit.press("blame-on-pad");
    await drag(over(THREE));
    await visit.eventually("why it is a 3", async () => /^Why 3\?/.test(await visit.text("blame-words")));
  });

  test("a device without a camera has no button for one", async () => {
    await visit.open();
    assert.equal((await visit.driver.findElements({ css: "[data-testid=camera]" })).length, 0);
  });

  test("on a phone the camera takes the photograph, and its button leaves the others their size", async () => {
    await visit.meddle(() => {
      Object.defineProperty(HTMLInputElement.prototype, "capture", {
        get() {
          return this.getAttribute("capture") ?? "";
        },
        set(facing) {
          this.setAttribute("capture", facing);
        },
      });
    });
    try {
      for (const width of [320, 360, 768]) {
        await visit.openAt(width, 740);
        const tools = await visit.driver.executeScript(`
          return Array.from(document.querySelectorAll(".tools > :not(p)"), (tool) => {
            const { width, height, top } = tool.getBoundingClientRect();
            return { name: tool.textContent, width, height, top, isWhole: tool.scrollWidth <= tool.clientWidth };
          });`);
        assert.deepEqual(
          tools.map(({ name }) => name),
          ["Undo", "Clear", "Camera", "Picture"],
        );
        for (const { name, width, height, top, isWhole } of tools)
          assert.ok(width >= 44 && height >= 44 && top === tools[0].top && isWhole, `${name}: ${width} × ${height}`);
        await visit.hasNoSidewaysScroll();
      }
      const camera = await visit.find("camera");
      assert.equal(await camera.getAttribute("accept"), "image/*");
      assert.equal(
        await visit.driver.executeScript("return arguments[0].getAttribute('capture')", camera),
        "environment",
      );
      await choose("digit 5", "camera");
      await reads("5");
    } finally {
      await visit.leaveAlone();
    }
  });
}
