// The digits that the page's own pen writes: each is read as what it is.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { BLANK } from "../../www/engine/drawing";
import { stylesOf } from "../../www/store/own-digits";
import { crate } from "./crate";

const reader = crate.decode(new Uint8Array(readFileSync("pretrained/reader.safetensors")), { kind: "pretrained" });

for (let digit = 0; digit < 10; digit++)
  test(`the page's ${digit} is read as one, in each of its styles`, () => {
    const styles = stylesOf(digit);
    assert.equal(styles.length, 3);
    for (const [i, strokes] of styles.entries()) {
      const image = crate.imageOf({ ...BLANK, strokes });
      assert.ok(image);
      const { state, ranking, probabilities } = crate.predict(reader, image);
      assert.equal(`${state} ${ranking[0]}`, `read ${digit}`, `style ${i}`);
      assert.ok(probabilities && probabilities[digit] > 0.9, `style ${i}: ${probabilities?.[digit]}`);
    }
  });

test("the styles of a digit differ, and stay on the pad", () => {
  for (let digit = 0; digit < 10; digit++) {
    const styles = stylesOf(digit);
    assert.equal(new Set(styles.map((strokes) => JSON.stringify(strokes))).size, styles.length);
    for (const stroke of styles.flat())
      for (const value of stroke) assert.ok(value > 0.05 && value < 0.95, `${digit}: ${value}`);
  }
});
