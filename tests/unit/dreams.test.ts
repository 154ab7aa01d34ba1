// What a network says of its own dreams.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dreamsOf, labelOf, methodOf, methodText, noteOf } from "../../www/mind/dreams/words";
import type { Dreamt } from "../../www/mind/dreams/dreamer";

/** Ten images, of which that of 0 is read as 5; image i has the grey i. */
function dreamt(more: Partial<Dreamt> = {}) {
  const gradient = Float32Array.from({ length: 7840 }, (_, i) => Math.floor(i / 784));
  const gradient_outputs = new Float32Array(100);
  for (let digit = 0; digit < 10; digit++) gradient_outputs[10 * digit + (digit || 5)] = 0.75;
  return {
    gradient,
    gradient_outputs,
    prior: "free",
    steps: 40,
    ms: 1,
    isFilm: false,
    asked: undefined,
    ...more,
  } as Dreamt;
}

test("each image has its digit, what it is read as, and the output for its digit", () => {
  const dreams = dreamsOf(dreamt(), "gradient");
  assert.equal(dreams.length, 10);
  assert.deepEqual([dreams[0].read, dreams[0].sure, dreams[7].read, dreams[7].sure], [5, 0, 7, 0.75]);
  assert.ok(dreams.every(({ digit, image }) => image.length === 784 && image[0] === digit && image[783] === digit));
});

test("a dream alone is of the digit that was asked for", () => {
  const all = dreamt();
  const one = { ...all, gradient: all.gradient.slice(0, 784), gradient_outputs: all.gradient_outputs.slice(70, 80) };
  assert.deepEqual(
    dreamsOf(one, "gradient", 7).map(({ digit, read, sure }) => ({ digit, read, sure })),
    [{ digit: 7, read: 7, sure: 0.75 }],
  );
});

test("a method that does not exist has no dreams, and the other one shows", () => {
  assert.deepEqual(dreamsOf(dreamt(), "inversion"), []);
  assert.equal(methodOf(dreamt(), "inversion"), "gradient");
  const both = dreamt({ inversion: new Float32Array(7840), inversion_outputs: new Float32Array(100) });
  assert.equal(methodOf(both, "inversion"), "inversion");
  assert.equal(dreamsOf(both, "inversion").length, 10);
});

test("a dream that is read as something else says so", () => {
  const [zero, one] = dreamsOf(dreamt(), "gradient");
  assert.deepEqual([noteOf(zero), noteOf(one)], ["as 5", "75 %"]);
  assert.equal(labelOf(zero), "Its dream of 0: 0 % sure of it, and read as 5");
  assert.equal(labelOf(one), "Its dream of 1: 75.0 % sure of it");
});

test("how the pictures were made, and how many are read as they should be", () => {
  assert.match(
    methodText(dreamt(), "gradient"),
    /^By the gradient: 40 steps uphill from plain grey, seed 1\. Any pixel .* reads 9 of its 10 as/,
  );
  assert.match(methodText(dreamt({ isFilm: true, prior: "handwriting" }), "gradient"), /at a time.* Only blends/);
});
