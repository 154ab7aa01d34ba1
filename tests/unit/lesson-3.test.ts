// Lesson 3: lines as neurons, what they say of four dots, and what none of them can.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DOTS, GATES, rightOf, WANTED } from "../../www/learn/lesson-3/gates";
import {
  EVERY_LINE,
  lineOf,
  moved,
  percent,
  placeTowards,
  PLACES,
  pointAt,
  swapped,
  weightsOf,
  yesSide,
  type Line,
} from "../../www/learn/lesson-3/geometry";
import "./built";
import { crate } from "./crate";

const { EVERY, ONE, THIRD, TWO, answersOf, hiddenAnswersOf, oneLine, search, twoLines } =
  await import("../../www/learn/lesson-3/network");

/** From a bit right of 0 on the lower side to a bit above 0 on the left one. */
const OR: Line = { ends: [45, 75], flipped: true };
const NAND: Line = { ends: [5, 35], flipped: true };
const AND: Line = swapped(NAND);

/** Every line, both ways round. */
const BOTH_WAYS = EVERY_LINE.flatMap((line) => [line, swapped(line)]);

const ask = (line: Line) => answersOf(crate.networkWith(ONE, oneLine(line)));
const askTwo = (a: Line, b: Line) => hiddenAnswersOf(crate.networkWith(TWO, twoLines([a, b])));

test("the line through 1.5 on both axes has the weights of the text's NAND, and its other side is AND", () => {
  assert.deepEqual(weightsOf(NAND), { across: -2, up: -2, bias: 3 });
  assert.deepEqual(ask(NAND), { outputs: WANTED.NAND, sums: [3, 1, 1, -1] });
  assert.deepEqual(weightsOf(AND), { across: 2, up: 2, bias: -3 });
  assert.deepEqual(ask(AND).outputs, WANTED.AND);
  assert.deepEqual(weightsOf(OR), { across: 2, up: 2, bias: -1 });
  assert.deepEqual(ask(OR).outputs, WANTED.OR);
  assert.deepEqual(lineOf(THIRD), AND);
});

test("with −2, −3, +3 a dot lies on the border, where it is no: that is no NAND", () => {
  const network = crate.networkWith(ONE, Float32Array.of(-2, -3, 3));
  assert.deepEqual(answersOf(network), { outputs: [true, true, false, false], sums: [3, 1, 0, -2] });
});

test("of 2,320 lines, either way round, hundreds do AND, OR and NAND, and none does XOR, which no line gets beyond 3 of 4", () => {
  assert.equal(EVERY_LINE.length, 2320);
  const found = search((weights) => crate.networkWith(EVERY, weights));
  for (const gate of GATES)
    for (const line of found[gate]) assert.deepEqual(ask(line).outputs, WANTED[gate], "one neuron says the same");
  assert.deepEqual(
    GATES.map((gate) => found[gate].length),
    [214, 208, 208, 0],
  );
  const best = Math.max(...BOTH_WAYS.map((line) => rightOf("XOR", ask(line).outputs)));
  assert.equal(best, 3);
});

test("no weights on a grid give XOR with one neuron, also such as no line across the square has", () => {
  const grid = Array.from({ length: 25 }, (_, i) => i / 2 - 6);
  for (const across of grid)
    for (const up of grid)
      for (const bias of grid) {
        const { outputs } = answersOf(crate.networkWith(ONE, Float32Array.of(across, up, bias)));
        assert.ok(rightOf("XOR", outputs) < 4, `${across}, ${up}, ${bias}`);
      }
});

test("OR and NAND into AND are XOR, and where the third neuron sees the dots one line is enough", () => {
  const { outputs, hidden } = askTwo(OR, NAND);
  assert.deepEqual(outputs, WANTED.XOR);
  assert.deepEqual(hidden, [
    [0, 1],
    [1, 1],
    [1, 1],
    [1, 0],
  ]);
});

test("a sum is 0 exactly where the line goes through a dot, and the sums have the sign of its sides", () => {
  const cross = (from: readonly number[], to: readonly number[], dot: readonly number[]) =>
    Math.round(100 * ((to[0] - from[0]) * (dot[1] - from[1]) - (to[1] - from[1]) * (dot[0] - from[0])));
  for (const line of BOTH_WAYS) {
    const [from, to] = line.ends.map(pointAt);
    const sides = DOTS.map((dot) => Math.sign(cross(from, to, dot)) * (line.flipped ? -1 : 1) + 0);
    assert.deepEqual(
      ask(line).sums.map((sum) => Math.sign(sum) + 0),
      sides,
      JSON.stringify(line),
    );
  }
});

test("the larger weight is 2, and swapping the sides turns all signs", () => {
  for (const line of EVERY_LINE) {
    const { across, up, bias } = weightsOf(line);
    assert.equal(Math.max(Math.abs(across), Math.abs(up)), 2);
    assert.deepEqual(weightsOf(swapped(line)), { across: 0 - across, up: 0 - up, bias: 0 - bias });
  }
});

test("the yes side has the dots that the neuron says yes to", () => {
  const isInside = (corners: readonly (readonly number[])[], [x, y]: readonly number[]) =>
    corners.every(([x1, y1], i) => {
      const [x2, y2] = corners[(i + 1) % corners.length];
      return (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) < 1e-9;
    });
  for (const line of [OR, NAND, AND, { ends: [7, 57], flipped: true }, { ends: [70, 30], flipped: false }] as Line[])
    assert.deepEqual(
      DOTS.map((dot) => isInside(yesSide(line), dot)),
      ask(line).outputs,
    );
});

test("an end goes over the other one, round the frame", () => {
  assert.deepEqual(moved(NAND, 0, 34).ends, [34, 35]);
  assert.deepEqual(moved(moved(NAND, 0, 34), 0, 35).ends, [36, 35]);
  assert.deepEqual(moved({ ends: [1, 0], flipped: false }, 0, 0).ends, [PLACES - 1, 0]);
  assert.deepEqual(moved({ ends: [PLACES - 1, 0], flipped: false }, 0, 0).ends, [1, 0]);
  assert.equal(moved(NAND, 1, 35), NAND);
});

test("a pointer's place is where it points to from the middle, also off the frame", () => {
  for (let place = 0; place < PLACES; place++) {
    const [x, y] = percent(pointAt(place)).map((value) => value / 100);
    assert.equal(placeTowards(x, y), place);
    assert.equal(placeTowards(0.5 + (x - 0.5) * 1.4, 0.5 + (y - 0.5) * 1.4), place);
  }
});
