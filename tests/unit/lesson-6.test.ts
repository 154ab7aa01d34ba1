// Lesson 6: ten shares, their differences from what they should be, and what a hand sets.
import assert from "node:assert/strict";
import { test } from "node:test";
import "./built";
import { crate } from "./crate";
import type { Setting } from "../../www/learn/lesson-6/shares";

const { DIGITS, IDENTITY, inputsOf, onScale, rise, SOFTMAX, softmaxWeights, weightsOf, withShare } =
  await import("../../www/learn/lesson-6/shares");
const { difference, score, total } = await import("../../www/learn/lesson-6/words");

const SCORES = [-7.4, -5.3, -6.7, 12, -8, -3.6, -6.2, -7.8, -4.1, -4];
const START: Setting = { scores: SCORES, temperature: 1, added: 0, label: 8 };

const shares = (setting: Setting) => crate.networkWith(SOFTMAX, softmaxWeights(setting)).query(inputsOf(setting));
/** As many settings as there are labels, temperatures and a few scores. */
const settings = [1, 2, 3].flatMap((seed) =>
  [0.25, 1, 4].flatMap((temperature) =>
    Array.from({ length: DIGITS }, (_, label) => ({
      scores: Array.from({ length: DIGITS }, (_, i) => 8 * Math.sin(seed * 31 + i * i * seed)),
      temperature,
      added: 0,
      label,
    })),
  ),
);

test("the signed differences of any ten shares add up to 0, within 32 bits", () => {
  for (const setting of settings) {
    const network = crate.networkWith(IDENTITY, weightsOf(1, new Float32Array(DIGITS)));
    const given = shares(setting);
    const differences = Array.from(given, (_, digit) => network.links(given, setting.label, 0, digit, 1).sensitivity);
    assert.ok(Math.abs(differences.reduce((a, b) => a + b)) < 1e-6);
    assert.equal(total(differences), "0");
    differences.forEach((one, digit) =>
      assert.ok(Math.abs(one - (given[digit] - Number(digit === setting.label))) < 1e-7),
    );
  }
});

test("the same added to every score moves no share", () => {
  for (const setting of settings) {
    const [before, after] = [shares(setting), shares({ ...setting, added: 5 })];
    before.forEach((share, digit) => assert.ok(Math.abs(share - after[digit]) < 1e-6));
  }
});

test("a temperature makes it surer or less sure, and the order stays", () => {
  const order = (of: Float32Array) => Array.from(of.keys()).sort((a, b) => of[b] - of[a]);
  const scores = [1, 0.5, 3, 2.5, -1, 0, 2, -2, 1.5, -0.5];
  const at = (temperature: number) => shares({ ...START, scores, temperature });
  assert.deepEqual(order(at(0.5)), order(at(1)));
  assert.deepEqual(order(at(4)), order(at(1)));
  assert.ok(at(0.25)[2] > at(1)[2] && at(1)[2] > at(4)[2]);
});

test("a hand sets a share, and the others divide the rest as before", () => {
  for (const temperature of [0.25, 1, 4])
    for (const share of [0, 0.3, 0.5, 0.999, 1]) {
      const before: Setting = { ...START, temperature };
      const scores = withShare(before, shares(before), 8, share);
      const after = shares({ ...before, scores });
      assert.ok(
        Math.abs(after[8] - Math.min(0.999, Math.max(0.001, share))) < 1e-3,
        `${after[8]} for ${share} at ${temperature}`,
      );
      assert.ok(scores.every((score) => Math.abs(score) <= 20));
    }
  const scores = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0];
  const before: Setting = { ...START, scores };
  const [was, is] = [shares(before), shares({ ...before, scores: withShare(before, shares(before), 2, 0.5) })];
  assert.ok(Math.abs(is[5] / is[0] - was[5] / was[0]) < 1e-4);
});

test("a score rises by the change of the log odds", () => {
  const even = Float32Array.of(0.5, 0.25, 0.25);
  assert.equal(rise(even, 0, 0.5), 0);
  assert.ok(Math.abs(rise(even, 0, 0.9) - Math.log(9)) < 1e-12);
  assert.ok(Number.isFinite(rise(Float32Array.of(0, 1), 0, 0.5)));
  assert.ok(Number.isFinite(rise(Float32Array.of(0, 1), 1, 0.5)));
});

test("scores that are too large for the scale go back all together", () => {
  assert.deepEqual(onScale([0, 25, -3]), [-5, 20, -8]);
  assert.deepEqual(onScale([-25, 0, 3]), [-20, 5, 8]);
  assert.deepEqual(onScale([1, 2]), [1, 2]);
});

test("numbers of the narrow columns have four characters at most", () => {
  assert.deepEqual([-1, -0.984, 0, 1e-9, 0.02, 1].map(difference), ["−1", "−.98", "0", "0", "+.02", "+1"]);
  assert.deepEqual([-7.44, 12.3, -0.2].map(score), ["−7", "12", "0"]);
});
