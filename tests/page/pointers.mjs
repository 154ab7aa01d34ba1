// What pointers do besides drawing: leave the pad, come back, come in twos, press the wrong button.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Button, Pointer } from "selenium-webdriver/lib/input.js";
import { DIGITS } from "./digits.mjs";
import { strokesOf } from "./strokes.mjs";

/** @param {import("./visit.mjs").Visit} visit */
export function pointers(visit) {
  /** Moves of one pointer over the pad, in 0..1 of it. */
  const over = async (type, id) => {
    const pad = await visit.find("pad");
    const { width, height } = await pad.getRect();
    const pointer = new Pointer(id, type);
    const to = (x, y) =>
      pointer.move({ origin: pad, x: Math.round((x - 0.5) * width), y: Math.round((y - 0.5) * height), duration: 8 });
    return { pointer, to };
  };

  test("a stroke that leaves the pad and comes back goes on", async () => {
    await visit.open();
    // A 7 whose corner lies beyond the upper right corner of the pad.
    await visit.draw([
      [
        [0.3, 0.2],
        [0.6, 0.2],
        [1.1, 0.2],
        [0.8, 0.5],
        [0.6, 0.9],
      ],
    ]);
    await visit.reads(7);
    await visit.press("undo");
    await visit.isState("blank");
  });

  test("a second finger is ignored while the first draws", async () => {
    await visit.open();
    const [stroke] = DIGITS[3];
    const first = await over(Pointer.Type.TOUCH, "first");
    const second = await over(Pointer.Type.TOUCH, "second");
    const actions = visit.driver.actions({ async: true });
    actions.insert(first.pointer, first.to(...stroke[0]), first.pointer.press());
    // The second comes down a moment later, and slides along the edge.
    actions.insert(second.pointer, second.to(0.05, 0.05), second.to(0.05, 0.05), second.pointer.press());
    for (const [index, point] of stroke.slice(1).entries()) {
      actions.insert(first.pointer, first.to(...point));
      actions.insert(second.pointer, second.to(0.05, 0.05 + (0.9 * index) / stroke.length));
    }
    actions.insert(first.pointer, first.pointer.release());
    actions.insert(second.pointer, second.pointer.release());
    await actions.perform();
    await visit.reads(3);
    await visit.press("undo");
    await visit.isState("blank");
  });

  /** In the page: events of a pen and of a touch. WebDriver has no pen in Firefox, so they are made up. */
  const TELL = `const [stroke] = arguments;
    const pad = document.querySelector("[data-testid=pad]");
    const { left, top, width, height } = pad.getBoundingClientRect();
    const tell = (type, pointerType, [x, y]) =>
      pad.dispatchEvent(new PointerEvent(type, {
        pointerId: pointerType === "pen" ? 90 : 91, pointerType, isPrimary: true, bubbles: true, buttons: 1,
        clientX: left + x * width, clientY: top + y * height,
      }));`;

  test("a pen draws, and a palm beside it is ignored", async () => {
    await visit.open();
    await visit.driver.executeScript(
      `${TELL}
      tell("pointerdown", "pen", stroke[0]);
      for (const point of stroke.slice(1)) {
        tell("pointermove", "pen", point);
        tell("pointerdown", "touch", [0.05, 0.05]);
        tell("pointermove", "touch", [0.05, point[1]]);
      }
      tell("pointerup", "touch", [0.05, 0.9]);
      tell("pointerup", "pen", stroke.at(-1));`,
      DIGITS[3][0],
    );
    await visit.reads(3);
    await visit.press("undo");
    await visit.isState("blank");
  });

  test("a palm that lies on the pad first makes way for the pen, and leaves no ink", async () => {
    await visit.open();
    await visit.driver.executeScript(
      `${TELL}
      tell("pointerdown", "touch", [0.9, 0.9]);
      for (const y of [0.88, 0.86, 0.84]) tell("pointermove", "touch", [0.9, y]);
      tell("pointerdown", "pen", stroke[0]);
      for (const point of stroke.slice(1)) {
        tell("pointermove", "pen", point);
        tell("pointermove", "touch", [0.85, 0.5 + point[1] / 2]);
      }
      tell("pointerup", "pen", stroke.at(-1));
      tell("pointermove", "touch", [0.8, 0.9]);
      tell("pointerup", "touch", [0.8, 0.9]);`,
      DIGITS[2][0],
    );
    await visit.reads(2);
    assert.equal((await strokesOf(visit)).length, 1);
    await visit.press("undo");
    await visit.isState("blank");
    // The hand is gone: a finger draws again.
    await visit.draw(DIGITS[7], { with: "touch" });
    await visit.reads(7);
  });

  test("a palm that lies on a drawing takes back no more than its own ink", async () => {
    await visit.open();
    await visit.draw([DIGITS[4][0]]);
    await visit.driver.executeScript(
      `${TELL}
      tell("pointerdown", "touch", [0.9, 0.9]);
      tell("pointerdown", "pen", stroke[0]);
      for (const point of stroke.slice(1)) tell("pointermove", "pen", point);
      tell("pointerup", "pen", stroke.at(-1));
      tell("pointerup", "touch", [0.9, 0.9]);`,
      DIGITS[4][1],
    );
    await visit.reads(4);
    assert.equal((await strokesOf(visit)).length, 2);
  });

  // Only Chromium slows down on demand.
  if (visit.browser === "Chromium")
    test("a processor four times slower draws and reads without a lost point", async () => {
      const points = async () => (await strokesOf(visit)).map((stroke) => stroke.length / 2);
      const slowDown = (rate) => visit.driver.sendDevToolsCommand("Emulation.setCPUThrottlingRate", { rate });
      await visit.open();
      try {
        await slowDown(4);
        for (const digit of [4, 8]) {
          await visit.draw(DIGITS[digit]);
          await visit.reads(digit);
          assert.deepEqual(
            await points(),
            DIGITS[digit].map((stroke) => stroke.length),
          );
          await visit.press("clear");
          await visit.isState("blank");
        }
      } finally {
        await slowDown(1);
      }
    });

  test("a lost pointer ends its stroke and keeps the ink", async () => {
    await visit.open();
    await visit.draw(
      [
        [
          [0.5, 0.1],
          [0.5, 0.5],
          [0.5, 0.9],
        ],
      ],
      { with: "touch", lift: false },
    );
    await visit.reads(1);
    await visit.driver.executeScript(
      `const pad = document.querySelector("[data-testid=pad]");
      for (let pointerId = 0; pointerId < 10; pointerId += 1)
        pad.dispatchEvent(new PointerEvent("pointercancel", { pointerId, bubbles: true }));`,
    );
    await visit.lift();
    await visit.reads(1);
    await visit.press("undo");
    await visit.isState("blank");
  });

  test("the right button does not draw", async () => {
    await visit.open();
    const { pointer, to } = await over(Pointer.Type.MOUSE, "mouse");
    const actions = visit.driver.actions({ async: true });
    actions.insert(pointer, to(0.5, 0.2), pointer.press(Button.RIGHT), to(0.5, 0.8), pointer.release(Button.RIGHT));
    await actions.perform();
    await visit.nextFrame();
    assert.equal(await visit.rootData("state"), "blank");
  });
}
