// Strokes as the network takes them: the ink that shows on the pad.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PEN, flatten as flattenUnless, type Stroke } from "../../npm/src/reader/drawing";

/** Half a pen beyond the pad its ink still reaches it. */
const OUT = 1 + PEN / 2;

const flatten = (strokes: Stroke[]) => flattenUnless(strokes, () => false);

function near(actual: ArrayLike<number>, expected: number[]) {
  assert.equal(actual.length, expected.length, `${Array.from(actual).join()} instead of ${expected.join()}`);
  expected.forEach((value, i) => assert.ok(Math.abs(actual[i] - value) < 1e-6, `${actual[i]} instead of ${value}`));
}

test("a blank pad has no points and no ends", () => {
  const { xy, ends } = flatten([]);
  assert.deepEqual([xy, ends], [new Float32Array(), new Uint32Array()]);
});

test("strokes on the pad come as they are, one after the other", () => {
  const { xy, ends } = flatten([
    [0.1, 0.1, 0.5, 0.5, 0.9, 0.1],
    [0.2, 0.8, 0.8, 0.8],
  ]);
  near(xy, [0.1, 0.1, 0.5, 0.5, 0.9, 0.1, 0.2, 0.8, 0.8, 0.8]);
  assert.deepEqual([...ends], [3, 5]);
});

test("of what the crate calls a tap the first point is left", () => {
  const asked: unknown[] = [];
  const isTap = (xy: Float32Array, penWidth: number) => asked.push([...xy], penWidth) > 0;
  const { xy, ends } = flattenUnless(
    [
      [0.5, 0.5, 0.51, 0.49],
      [2, 2],
      [0.5, 0.505],
    ],
    isTap,
  );
  near(xy, [0.5, 0.5]);
  assert.deepEqual([...ends], [1]);
  near(asked[0] as number[], [0.5, 0.5, 0.51, 0.49, 2, 2, 0.5, 0.505]);
  assert.equal(asked[1], PEN);
});

test("what leaves the pad ends where its ink does, and begins anew where it comes back", () => {
  const { xy, ends } = flatten([[0.5, 0.5, 2, 0.5, 2, 0.7, 0.5, 0.7]]);
  near(xy, [0.5, 0.5, OUT, 0.5, OUT, 0.7, 0.5, 0.7]);
  assert.deepEqual([...ends], [2, 4]);
});

test("a stroke across the whole pad is cut at both ends", () => {
  const { xy, ends } = flatten([[-1, 0.5, 2, 0.5]]);
  near(xy, [-PEN / 2, 0.5, OUT, 0.5]);
  assert.deepEqual([...ends], [2]);
});

test("a stroke beside the pad leaves no ink", () => {
  for (const stroke of [
    [1.5, 0.1, 1.5, 0.9],
    [-3, -3, -2, -1],
    [0.5, 1.2, 1.2, 0.5 + 1.2],
  ])
    assert.equal(flatten([stroke]).xy.length, 0, stroke.join());
});

test("a pen that rests on its way stays one stroke", () => {
  const { ends } = flatten([[0.1, 0.1, 0.5, 0.5, 0.5, 0.5, 0.9, 0.9]]);
  assert.deepEqual([...ends], [4]);
});
