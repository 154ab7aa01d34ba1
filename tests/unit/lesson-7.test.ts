// Lesson 7: the forty, the map of their loss, and what the marble does on it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import "./built";
import type { Glue } from "../../npm/src/program/wasm";
import type { Kind, Point } from "../../www/learn/lesson-7/landscapes";
import type { Dot } from "../../www/learn/lesson-7/forty";

const { contour, firstReached } = await import("../../www/learn/lesson-7/contours");
const { featuresOf, inputsOf, scaleOf } = await import("../../www/learn/lesson-7/features");
const { COUNT, dotsOf, examplesOf, QUESTION, tensOf } = await import("../../www/learn/lesson-7/forty");
const { atRate, gridOf, isOutside, LANDSCAPES, onMap } = await import("../../www/learn/lesson-7/landscapes");
const { answerWords, lowest, pair, runWords } = await import("../../www/learn/lesson-7/words");
const { handwriting } = await import("../../www/learn/worker/handwriting");
const { evaluate, gradients } = await import("../../www/learn/worker/networks");
const { Trainings } = await import("../../www/learn/worker/trainings");

const folder = `${process.cwd()}/target/crate/plain`;
console.debug = () => {};
const glue = (await import(`${folder}/neuroglyph.js`)) as Glue;
glue.initSync({ module: readFileSync(`${folder}/neuroglyph_bg.wasm`) });

const DOTS = dotsOf(handwriting(glue, QUESTION), null);

const lossAt = (kind: Kind, point: Point) =>
  evaluate(glue, {
    recipe: LANDSCAPES[kind].recipe,
    weights: Float32Array.from(point),
    examples: examplesOf(kind, DOTS),
  }).losses[0];

async function run(kind: Kind, rate: number, batch: number, from: Point = LANDSCAPES[kind].start, seed = 1) {
  const trained = await new Trainings(glue, () => {}).run({
    training: 1,
    recipe: atRate(LANDSCAPES[kind].recipe, rate),
    weights: Float32Array.from(from),
    examples: examplesOf(kind, DOTS),
    batch,
    steps: 40,
    seed,
    every: 1,
    isWatched: false,
  });
  assert.equal(trained.fault, "");
  assert.equal(trained.weights.length, 2 * 41);
  const path = Array.from({ length: 41 }, (_, i): Point => [trained.weights[2 * i], trained.weights[2 * i + 1]]);
  return { path, loss: lossAt(kind, path[40]) };
}

test("forty images, half of them 3s; a drawing takes the place of one of its kind", () => {
  assert.equal(DOTS.length, COUNT);
  assert.deepEqual(
    [0, 1].map((label) => DOTS.filter((dot) => dot.label === label).length),
    [20, 20],
  );
  assert.ok(DOTS.every(({ isYours }) => !isYours));
  const image = new Float32Array(784);
  image[10 * 28 + 5] = 1;
  const own = dotsOf(handwriting(glue, QUESTION), { image, label: 1 });
  assert.deepEqual(
    own.flatMap(({ isYours }, i) => (isYours ? [i] : [])),
    [20],
  );
  assert.equal(own[20].features[0], 1, "all of its ink is upper left");
  assert.deepEqual(own.slice(0, 20), DOTS.slice(0, 20));
});

test("the features are shares of the ink, and lie around the middle", () => {
  const image = new Float32Array(784);
  for (const [row, column] of [
    [6, 4],
    [12, 11],
    [13, 4],
    [22, 4],
    [10, 12],
  ])
    image[row * 28 + column] = 0.5;
  assert.deepEqual(featuresOf(image), [0.4, 0.2]);
  assert.deepEqual(featuresOf(new Float32Array(784)), [0, 0]);
  const scale = scaleOf([
    [0, 1],
    [2, 5],
  ]);
  assert.deepEqual(scale, { means: [1, 3], deviations: [1, 2] });
  assert.deepEqual(inputsOf([1, 3], scale), [0.5, 0.5]);
  assert.deepEqual(inputsOf([4, -30], scale), [1, 0]);
});

for (const kind of ["one", "two"] as const)
  test(`the mean of the slopes of four tens is the slope of all forty, for ${kind}`, () => {
    const slopeAt = (point: Point, dots: readonly Dot[]) =>
      gradients(glue, {
        recipe: LANDSCAPES[kind].recipe,
        weights: Float32Array.from(point),
        examples: examplesOf(kind, dots),
      }).gradients;
    const tens = tensOf(DOTS);
    assert.deepEqual(
      tens.map(({ length }) => length),
      [10, 10, 10, 10],
    );
    assert.equal(new Set(tens.flat()).size, COUNT);
    const grid = gridOf(kind, 7);
    for (let i = 0; i < grid.length; i += 2) {
      const point: Point = [grid[i], grid[i + 1]];
      const whole = slopeAt(point, DOTS);
      const parts = tens.map((ten) => slopeAt(point, ten));
      for (const weight of [0, 1]) {
        const mean = parts.reduce((sum, part) => sum + part[weight], 0) / 4;
        assert.ok(Math.abs(mean - whole[weight]) < 1e-5, `${mean} and ${whole[weight]} at ${pair(point)}`);
      }
    }
  });

test("a small rate crawls, a large one leaves the bowl, and the one between comes lowest", async () => {
  const [small, right, large] = await Promise.all([0.01, 0.5, 10].map((rate) => run("one", rate, COUNT)));
  assert.ok(
    small.loss > 1.2 && right.loss < 0.46 && large.loss > 2,
    [small, right, large].map(({ loss }) => loss).join(),
  );
  assert.ok(small.path.every((point) => !isOutside("one", point)));
  assert.ok(large.path.findIndex((point) => isOutside("one", point)) <= 2);
  const [from] = small.path;
  const far = Math.hypot(small.path[40][0] - from[0], small.path[40][1] - from[1]);
  assert.ok(far < 0.5, "it is still near where it began");
});

test("few images tremble around the way of all", async () => {
  const all = await run("one", 0.1, COUNT);
  const bends = ({ path }: { path: readonly Point[] }) => {
    const steps = path.slice(1).map(([x, y], i) => [x - path[i][0], y - path[i][1]]);
    return steps
      .slice(1)
      .reduce(
        (sum, [x, y], i) =>
          sum + Math.abs(Math.atan2(x * steps[i][1] - y * steps[i][0], x * steps[i][0] + y * steps[i][1])),
        0,
      );
  };
  for (const seed of [1, 2, 3]) {
    const [one, ten] = await Promise.all([1, 10].map((batch) => run("one", 0.1, batch, undefined, seed)));
    assert.ok(bends(one) > bends(ten) && bends(ten) > 2 * bends(all));
    const near = (path: readonly Point[]) =>
      Math.max(...path.map(([x, y], i) => Math.hypot(x - all.path[i][0], y - all.path[i][1])));
    assert.ok(near(ten.path) < 0.5 && near(one.path) < 1.5, `${near(ten.path)}, ${near(one.path)}`);
  }
});

test("with two neurons in a row the valley that a marble comes to depends on its start, and one lies higher", async () => {
  const [low, high] = await Promise.all([
    run("two", 0.5, COUNT, [0.5, 0.5]),
    run("two", 0.5, COUNT, LANDSCAPES.two.start),
  ]);
  assert.ok(low.path[40].every((weight) => weight > 0) && high.path[40].every((weight) => weight < 0));
  assert.ok(high.loss > low.loss + 0.03, `${high.loss} and ${low.loss}`);
  const long = await run("two", 0.5, COUNT, high.path[40]);
  assert.ok(long.loss > low.loss + 0.03, "further steps do not help");
});

test("the map is made of the places of a grid, and the marble stays on it", () => {
  assert.deepEqual([...gridOf("one", 3)], [-2, -2, 1, -2, 4, -2, -2, 1, 1, 1, 4, 1, -2, 4, 1, 4, 4, 4]);
  assert.deepEqual(onMap("one", [-9, 1.234]), [-2, 1.25]);
  assert.ok(isOutside("two", [0, 2.6]) && !isOutside("two", [0, 2.5]));
});

test("a contour line goes where the heights are at its level", () => {
  const side = 21;
  const heights = Float64Array.from({ length: side * side }, (_, i) =>
    Math.hypot((i % side) - 10, Math.floor(i / side) - 10),
  );
  const pieces = contour(heights, side, 5.5);
  assert.ok(pieces.length > 20);
  for (const [x, y] of pieces.flat()) assert.ok(Math.abs(Math.hypot(x - 10, y - 10) - 5.5) < 0.1);
  // Each end is where another piece begins or ends.
  const ends = pieces.flat().map((end) => end.map((value) => value.toFixed(6)).join());
  for (const end of ends) assert.equal(ends.filter((other) => other === end).length, 2);
  assert.deepEqual(contour(heights, side, 99), []);
  assert.deepEqual(firstReached(heights, side, 5, [0, 1]), [10, 14.5]);
  assert.equal(firstReached(heights, side, 12, [0, 1]), undefined);
});

test("runs in words", () => {
  const runs = [
    { rate: 0.01, batch: 40, loss: 1.2345 },
    { rate: 0.5, batch: 1, loss: 0.4 },
  ];
  assert.equal(lowest([]), null);
  assert.equal(runWords(lowest(runs) ?? runs[0]), "rate 0.5, 1 image: 0.400");
  assert.equal(runWords(runs[0]), "rate 0.01, all 40: 1.234");
  assert.equal(runWords({ ...runs[0], loss: Infinity }), "rate 0.01, all 40: without end");
  assert.equal(
    answerWords([0.01, 0.5, 10], [1.357, 0.449, Infinity]),
    "0.5 lowest:\u00a00.449 (0.01:\u00a01.357, 10:\u00a0without end)",
  );
  assert.equal(pair([-0.5, -0.00001]), "−0.500, 0.000");
});
