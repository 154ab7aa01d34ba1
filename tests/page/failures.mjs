// When the network or the wasm does not arrive, the page says so, keeps the drawing, and tries again when asked.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { DIGITS } from "./digits.mjs";

const MODEL = /\.safetensors$/;
const WASM = /\.wasm$/;

/** @param {import("./visit.mjs").Visit} visit */
export function failures(visit) {
  afterEach(() => visit.server.behave());

  const cases = [
    ["a model that is refused", MODEL, "refuse"],
    ["a model cut off midway", MODEL, "cut"],
    ["a wasm file that is refused", WASM, "refuse"],
  ];
  for (const [name, path, fault] of cases) {
    test(`${name} is said, and Try again goes on with the drawing`, async () => {
      visit.server.fail(path, fault);
      await visit.driver.get(visit.server.page);
      await visit.isState("failed");
      assert.equal(await visit.text("prediction"), "?");
      assert.notEqual(await visit.text("status"), "");
      await visit.draw(DIGITS[3]);
      await visit.isState("failed");

      visit.server.behave();
      await visit.press("retry");
      await visit.isReady();
      await visit.reads(3);
    });
  }
}
