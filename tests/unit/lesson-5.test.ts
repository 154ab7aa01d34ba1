// Lesson 5: a stencil that a brush changes, and the neuron that has it for its weights.
import assert from "node:assert/strict";
import { test } from "node:test";
import "./built";
import { BLANK as NOTHING } from "../../www/engine/drawing";
import {
  biasOf,
  BLANK,
  inside,
  isBlank,
  line,
  meanOf,
  painted,
  SIDE,
  stepped,
  weightsOf,
  withBias,
} from "../../www/learn/lesson-5/stencil";
import { randomFrom } from "../../www/learn/worker/batches";
import { stylesOf } from "../../www/store/own-digits";
import { crate } from "./crate";

const { callsOf, evidenceOf, meanStencil, RECIPE } = await import("../../www/learn/lesson-5/neuron");

/** By the page's own pen. */
const drawn = (digit: number) =>
  stylesOf(digit).map((strokes) => crate.imageOf({ ...NOTHING, strokes }) ?? new Float32Array());
const [threes, eights] = [drawn(3), drawn(8)];

test("a dab is three pixels wide, ends at the edge, and is rubbed out", () => {
  const dab = painted(BLANK, [{ x: 5, y: 6 }], "for");
  assert.equal(
    weightsOf(dab).reduce((sum, weight) => sum + weight),
    9,
  );
  assert.deepEqual([dab[5 * SIDE + 4], dab[7 * SIDE + 6], dab[6 * SIDE + 7]], [1, 1, 0]);
  assert.equal(
    painted(BLANK, [{ x: 0, y: 0 }], "against").reduce((sum, weight) => sum + weight),
    -4,
  );
  assert.ok(isBlank(painted(dab, [{ x: 5, y: 6 }], "clean")));
  assert.equal(painted(dab, [{ x: 5, y: 6 }], "for"), dab, "nothing changed");
  assert.ok(isBlank(BLANK), "a stencil is not changed in place");
});

test("a fast stroke leaves no gap, and the keys stay inside", () => {
  assert.deepEqual(line({ x: 1, y: 1 }, { x: 4, y: 2 }), [
    { x: 2, y: 1 },
    { x: 3, y: 2 },
    { x: 4, y: 2 },
  ]);
  assert.deepEqual(line({ x: 1, y: 1 }, { x: 1, y: 1 }), [{ x: 1, y: 1 }]);
  assert.deepEqual(stepped({ x: 27, y: 3 }, "ArrowRight"), { x: 27, y: 3 });
  assert.deepEqual(stepped({ x: 27, y: 3 }, "ArrowUp"), { x: 27, y: 2 });
  assert.equal(stepped({ x: 27, y: 3 }, "toString"), null);
  assert.deepEqual(inside({ x: 28.2, y: -1 }), { x: 27, y: 0 });
});

test("the terms that are shown and the bias are the sum before the sigmoid", () => {
  const random = randomFrom(3);
  const stencil = BLANK.map(() => 2 * random() - 1);
  for (const image of [...threes, ...eights]) {
    const { for: toward, against, bias, sum, called } = evidenceOf(crate, stencil, image);
    assert.equal(bias, biasOf(stencil));
    const [dense, output] = crate.networkWith(RECIPE, stencil).activations(image);
    assert.equal(sum, dense);
    assert.ok(Math.abs(toward + against + bias - dense) < 1e-5, `${toward} ${against} ${dense}`);
    assert.equal(called, output > 0.5 ? 3 : 8);
    assert.ok(toward > 0 && against < 0);
  }
});

test("without weights it calls nothing, with its bias alone everything the same", () => {
  const images = new Float32Array(2 * 784);
  images.set(threes[0]);
  images.set(eights[0], 784);
  assert.deepEqual(callsOf(crate, BLANK, images), [null, null]);
  assert.deepEqual(callsOf(crate, withBias(BLANK, 2), images), [3, 3]);
  assert.deepEqual(callsOf(crate, withBias(BLANK, -2), images), [8, 8]);
  assert.equal(biasOf(withBias(BLANK, -99)), -60);
});

test("the mean 3 minus the mean 8 has its border between the two means", () => {
  const stencil = meanStencil(crate, threes, eights);
  const [three, eight] = [threes, eights].map((images) => evidenceOf(crate, stencil, meanOf(images)).sum);
  assert.ok(three > 0 && Math.abs(three + eight) < 1e-4, `${three} ${eight}`);
  for (const image of threes) assert.deepEqual(callsOf(crate, stencil, image), [3]);
  for (const image of eights) assert.deepEqual(callsOf(crate, stencil, image), [8]);
});
