// Lesson 1: where the ink may stand, how its pixels may come, and what Nielsen's network makes of it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { BLANK } from "../../www/engine/drawing";
import {
  acrossWords,
  downWords,
  moved,
  placeOf,
  PLACES,
  rowOf,
  SHUFFLED,
  shiftTo,
  shiftWords,
  shuffled,
  shuffledWeights,
  valueWords,
} from "../../www/learn/lesson-1/places";
import { stylesOf } from "../../www/store/own-digits";
import { crate } from "./crate";

const { recipe, weights } = crate.decode(new Uint8Array(readFileSync("pretrained/nielsen.safetensors")), {
  kind: "pretrained",
});
const UNITS = 30;

/** Three of each digit, by the page's own pen. */
const drawings = Array.from({ length: 10 }, (_, digit) => stylesOf(digit)).flatMap((styles) =>
  styles.map((strokes) => crate.imageOf({ ...BLANK, strokes }) ?? new Float32Array()),
);

const digitOf = (image: Float32Array, own = weights) => {
  const outputs = crate.networkWith(recipe, own).query(image);
  return outputs.indexOf(Math.max(...outputs));
};

test("a shift moves the ink by whole pixels, and back again where none was lost", () => {
  assert.equal(PLACES.length, 81);
  PLACES.forEach((place, i) => assert.equal(placeOf(place), i));
  const dot = Float32Array.from({ length: 784 }, (_, i) => (i === 28 * 10 + 12 ? 1 : 0));
  assert.equal(moved(dot, { x: 4, y: -3 }).indexOf(1), 28 * 7 + 16);
  assert.deepEqual(moved(moved(dot, { x: 4, y: -3 }), { x: -4, y: 3 }), dot);
  assert.equal(Math.max(...moved(moved(dot, { x: -4, y: 0 }), { x: -9, y: 0 })), 0, "what leaves the image is lost");
  assert.deepEqual(shiftTo(7.2, -2.4), { x: 4, y: -2 });
});

test("a shuffle keeps every value, and the weights go along", () => {
  assert.deepEqual(
    [...SHUFFLED].sort((a, b) => a - b),
    Array.from({ length: 784 }, (_, i) => i),
  );
  const [image] = drawings;
  assert.notDeepEqual(shuffled(image), image);
  assert.deepEqual(shuffled(image).sort(), image.slice().sort());
  const permuted = shuffledWeights(weights, UNITS);
  assert.deepEqual(permuted.subarray(784 * UNITS), weights.subarray(784 * UNITS));
  for (const drawing of drawings) {
    const before = crate.networkWith(recipe, weights).query(drawing);
    const after = crate.networkWith(recipe, permuted).query(shuffled(drawing));
    before.forEach((output, i) => assert.ok(Math.abs(output - after[i]) < 1e-5));
  }
});

test("a dense network reads moved digits as the same at fewer than half of the places, and centred at nearly all", () => {
  let [same, centred, all] = [0, 0, 0];
  for (const drawing of drawings) {
    const home = digitOf(drawing);
    for (const place of PLACES) {
      const image = moved(drawing, place);
      all++;
      if (digitOf(image) === home) same++;
      const middle = crate.centred(image);
      if (middle && digitOf(middle) === home) centred++;
    }
  }
  assert.equal(all, 30 * 81);
  assert.ok(same / all < 0.5, `${same} of ${all}`);
  assert.ok(centred / all > 0.95, `${centred} of ${all}`);
});

test("ink along the border is centred like any other", () => {
  const bar = Float32Array.from({ length: 784 }, (_, i) => (i < 2 * 28 && i % 28 > 3 && i % 28 < 24 ? 1 : 0));
  const centred = crate.centred(bar);
  assert.ok(centred);
  assert.equal(Math.max(...rowOf(centred, 0)), 0);
  assert.equal(Math.max(...rowOf(centred, 14)), 1);
});

test("without ink there is nothing to centre", () => {
  assert.equal(crate.centred(new Float32Array(784)), null);
});

test("a row, a value and a shift in words", () => {
  const image = Float32Array.from({ length: 784 }, (_, i) => i);
  assert.deepEqual([...rowOf(image, 2)].slice(0, 2), [56, 57]);
  assert.deepEqual([0, 0.004, 0.05, 0.53, 0.994, 0.999, 1].map(valueWords), ["0", "0", ".05", ".53", ".99", "1", "1"]);
  assert.deepEqual([acrossWords(-2), acrossWords(0), downWords(3)], ["2 left", "0", "3 down"]);
  assert.equal(shiftWords({ x: 4, y: -1 }), "4 right, 1 up");
  assert.equal(shiftWords({ x: 0, y: 2 }), "2 down");
  assert.equal(shiftWords({ x: 0, y: 0 }), "in the middle");
});
