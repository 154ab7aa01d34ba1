// What a curve means, what stopped a run, and what is offered then.
import assert from "node:assert/strict";
import { test } from "node:test";
import { advise } from "../../www/train/advice";
import { diagnose } from "../../www/train/diagnosis";
import { DENSE, progressAt, runOf } from "./given";
import type { Saved } from "../../www/store/saved-runs";

const GOOD: Saved = {
  state: new Blob(),
  sum: { loss: 0, correct: 0, samples: 0 },
  tested: 0,
  progress: progressAt(3, 30_000),
};

test("before an epoch is over, there is nothing to say", () => {
  assert.equal(diagnose(runOf([], [])), null);
  const run = runOf([1, 1, 1], [[1, 0.1]]);
  const midway = { ...run, tests: run.tests.map((one) => ({ ...one, epoch_over: false })) };
  assert.equal(diagnose(midway), null);
});

test("a run that learns is left alone", () => {
  assert.equal(
    diagnose(
      runOf(
        [1, 0.5, 0.25],
        [
          [1, 0.6],
          [0.6, 0.8],
          [0.4, 0.9],
        ],
      ),
    ),
    null,
  );
});

test("learning by heart: the test loss rises for two epochs while the training loss falls", () => {
  const training = [1, 0.5, 0.3, 0.2];
  const rising: [number, number][] = [
    [0.9, 0.7],
    [0.6, 0.8],
    [0.62, 0.8],
    [0.63, 0.8],
  ];
  assert.deepEqual(diagnose(runOf(training, rising)), { kind: "overfitting", epoch: 2, isGuessing: false });
  assert.equal(diagnose(runOf(training.slice(0, 3), rising.slice(0, 3))), null, "one epoch is no proof");
  const hardly: [number, number][] = [
    [0.9, 0.7],
    [0.6, 0.8],
    [0.61, 0.8],
    [0.62, 0.8],
  ];
  assert.equal(diagnose(runOf(training, hardly)), null, "nor is a little");
  assert.equal(diagnose(runOf([1, 0.5, 0.6, 0.7], rising)), null, "nor where the training loss rises as well");
});

test("standing still, guessing or not", () => {
  const still = (accuracy: number) =>
    diagnose(
      runOf(
        [2.3, 2.3, 2.3],
        [
          [2.3, accuracy],
          [2.3, accuracy],
          [2.3, accuracy],
        ],
      ),
    );
  assert.deepEqual(still(0.1), { kind: "stalled", epoch: 3, isGuessing: true });
  assert.deepEqual(still(0.5), { kind: "stalled", epoch: 3, isGuessing: false });
  const moved = Array<[number, number]>(3).fill([2.3, 0.1]);
  assert.equal(diagnose(runOf([2.3, 2.3, 1], moved)), null, "the last epoch counts");
  assert.equal(still(0.95), null, "what is as good as learnt need not move");
  assert.equal(
    diagnose(
      runOf(
        [2.3, 2.3],
        [
          [2.3, 0.1],
          [2.3, 0.1],
        ],
      ),
    ),
    null,
    "two epochs are no time",
  );
});

test("a fault comes before what the curve means", () => {
  const run = runOf(
    [2.3, 2.3, 2.3],
    [
      [2.3, 0.1],
      [2.3, 0.1],
      [2.3, 0.1],
    ],
  );
  assert.equal(advise(run, null, null, 0.00001)?.title, "It has stopped learning.");
  assert.match(advise(run, null, null, 0.00001)?.text ?? "", /Try a lower rate, or new first weights\.$/);
  assert.equal(advise(run, { kind: "gone", message: "it did not load" }, null, 0.00001)?.offer, "go on");
  assert.equal(advise(null, null, null, 0.00001), null);
});

test("a run that left the numbers goes on from where it was good, at a tenth of the rate", () => {
  const run = { ...runOf([1], []), progress: progressAt(3, 0, { steps: 99 }) };
  const advice = advise(run, { kind: "diverged", message: "" }, GOOD, 0.00001);
  assert.deepEqual([advice?.offer, advice?.value, advice?.label], ["slow down", 0.01, "Go on at 0.01"]);
  assert.match(
    advice?.text ?? "",
    /^At step 100 .* \(it is 0\.1; try 0\.01\): training then goes on from epoch 2\.5\.$/,
  );
  assert.equal(advise(run, { kind: "diverged", message: "" }, null, 0.00001)?.label, "Start again at 0.01");
});

test("a rate is not lowered below what the field takes", () => {
  const run = runOf([1], [], { ...DENSE, optimizer: { kind: "sgd", learning_rate: 0.00002 } });
  assert.equal(advise(run, { kind: "diverged", message: "" }, null, 0.00001)?.value, 0.00001);
});

test("each fault says what happened, with one full stop, and offers a way on", () => {
  const said = (kind: "images" | "unusable" | "memory" | "gone", message: string) => {
    const { text, offer, label } = advise(null, { kind, message }, null, 0.00001) ?? {};
    return [text, offer, label];
  };
  assert.deepEqual(said("images", "train-images did not arrive."), [
    "train-images did not arrive, so training has stopped; the weights so far are kept.",
    "go on",
    "Fetch it again",
  ]);
  assert.match(String(said("images", "train-images: it is not MNIST’s")[0]), /^train-images is not MNIST’s, so/);
  assert.deepEqual(said("unusable", "the state is damaged."), ["the state is damaged.", "forget", "Forget it"]);
  assert.match(String(said("memory", "there was not enough memory")[0]), /^There was not enough memory\. Use fewer/);
  assert.deepEqual(said("gone", "it has not answered"), ["It has not answered.", "go on", "Try again"]);
});

test("what the server refuses in the middle of a run is not told as the browser's doing", () => {
  const run = { ...runOf([1], []), progress: progressAt(3, 0) };
  const said = (message: string) => advise(run, { kind: "gone", message }, null, 0.00001)?.text;
  assert.equal(
    said("The program that trains is not there: the server answers 503."),
    "The program that trains is not there: the server answers 503. It had come to epoch 3.",
  );
  assert.equal(said("its worker was ended"), "Training was ended by the browser at epoch 3 (its worker was ended).");
});
