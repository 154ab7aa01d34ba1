// Lesson 11: the printed run, and what a network that learns ten digits makes of strangers.
import assert from "node:assert/strict";
import { test } from "node:test";
import "./built";
import { BEST_BY_ACCURACY, BEST_BY_LOSS, EPOCHS, epochWords } from "../../www/learn/lesson-11/keras";
import { course } from "../../www/learn/worker/course";
import { handwriting } from "../../www/learn/worker/handwriting";
import { stylesOf } from "../../www/store/own-digits";
import { DIGITS } from "../../www/ui/digits";
import { glue, imageOf } from "./whole-crate";
import type { Setup } from "../../www/learn/lesson-11/recipe";
import type { Examples } from "../../www/learn/worker/protocol";

const { OTHERS, recipeOf, setupWords, STRANGERS } = await import("../../www/learn/lesson-11/recipe");

const ALONE: Setup = { others: false, dropout: false, turned: false };

const labels = Uint8Array.from(DIGITS);
const strangers = handwriting(glue, STRANGERS);
const others = handwriting(glue, OTHERS);

/** Ten digits in one of the styles of the page's own pen. */
const ten = (style: number): Examples => ({
  images: Float32Array.from(
    DIGITS.flatMap((digit) => {
      const styles = stylesOf(digit);
      return [...imageOf(styles[style % styles.length])];
    }),
  ),
  labels,
});

const joined = (one: Examples, other: Examples): Examples => ({
  images: Float32Array.from([...one.images, ...other.images]),
  labels: Uint8Array.from([...one.labels, ...other.labels]),
});

/** Of its ten and of strangers, after the last step. */
async function learn(own: Examples, setup: Setup, seed = 1) {
  const examples = setup.others ? joined(own, others) : own;
  const task = { training: 1, recipe: recipeOf(setup), examples, seed, checkpoints: 3, tests: [own, strangers] };
  const { accuracies, steps } = await course(glue, task, new Set());
  assert.equal(accuracies.length, 8);
  return { ten: accuracies[3], strangers: accuracies[7], steps };
}

test("what is learnt by heart is read, and strangers poorly; a thousand drawings by others help, whoever wrote the ten", async () => {
  for (const style of [0, 1, 2])
    for (const seed of [1, 2]) {
      const own = ten(style);
      const alone = await learn(own, ALONE, seed);
      assert.equal(alone.ten, 1);
      assert.ok(alone.strangers > 0.45 && alone.strangers < 0.75, `${alone.strangers}`);
      const more = await learn(own, { ...ALONE, others: true }, seed);
      assert.ok(more.strangers >= alone.strangers + 0.1, `${more.strangers} after ${alone.strangers}`);
    }
});

test("dropout and rotation train too, and rotation makes three examples of each", async () => {
  const turned = await learn(ten(0), { ...ALONE, turned: true });
  assert.equal(turned.ten, 1);
  assert.deepEqual([...turned.steps], [0, 60, 120, 180]);
  const dropped = await learn(ten(0), { ...ALONE, dropout: true });
  assert.deepEqual([...dropped.steps], [0, 20, 40, 60]);
  const plain = await learn(ten(0), ALONE);
  assert.ok(dropped.strangers < plain.strangers, "with nothing more to learn from it does not help");
});

test("a course that is stopped ends at its next checkpoint", async () => {
  const own = ten(0);
  const running = new Set<number>();
  const task = { training: 7, recipe: recipeOf(ALONE), examples: own, seed: 1, checkpoints: 30, tests: [own] };
  const answer = course(glue, task, running);
  assert.deepEqual([...running], [7]);
  running.delete(7);
  const { steps, accuracies } = await answer;
  assert.deepEqual([...steps], [0, 2]);
  assert.equal(accuracies.length, 2);
});

test("no style is both learnt from and a stranger's", () => {
  const styles = glue.handwriting_styles();
  for (const digit of DIGITS) {
    const count = styles.filter((style) => style.digit === digit).length;
    const of = ({ firstStyle, styles }: typeof OTHERS) =>
      Array.from({ length: styles }, (_, i) => (firstStyle + i) % count);
    const [learnt, tested] = [new Set(of(OTHERS)), of(STRANGERS)];
    assert.equal(new Set(tested).size, 4);
    assert.ok(tested.every((style) => !learnt.has(style)));
  }
  assert.equal(others.labels.length, 1000);
  assert.equal(strangers.labels.length, 500);
});

test("of the printed run the 4th epoch has the least test loss, and the 19th the highest accuracy", () => {
  assert.equal(EPOCHS.length, 20);
  assert.equal(BEST_BY_LOSS, 4);
  assert.equal(BEST_BY_ACCURACY, 19);
  assert.equal(epochWords(3), "Loss 0.075, test loss 0.087; it reads 97.41 %. Both losses still fall.");
  assert.equal(epochWords(4), "Loss 0.060, test loss 0.075; it reads 97.87 %. Test loss is least here; loss falls on.");
  assert.equal(
    epochWords(19),
    "Loss 0.019, test loss 0.099; most read, 98.45 %. Since epoch 4 test loss is up, loss down.",
  );
  for (const [i, { loss, testLoss }] of EPOCHS.entries()) {
    const [before, best] = [EPOCHS[i - 1], EPOCHS[3]];
    if (i > 0 && i < 4) assert.ok(loss < before.loss && testLoss < before.testLoss);
    if (i >= 4) assert.ok(loss < best.loss && testLoss > best.testLoss);
  }
});

test("the same setup has the same recipe, and says what its buttons say", () => {
  assert.equal(recipeOf({ ...ALONE }), recipeOf(ALONE));
  assert.notEqual(recipeOf({ ...ALONE, dropout: true }), recipeOf(ALONE));
  assert.equal(setupWords(ALONE), "ten alone");
  assert.equal(setupWords({ ...ALONE, dropout: true, turned: true }), "dropout, ±10°");
  assert.equal(setupWords({ others: true, dropout: true, turned: true }), "all three");
});
