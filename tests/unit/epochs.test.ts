// A run epoch by epoch: what its table and its file say.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bestOf, csvOf, epochsOf } from "../../www/train/chart/epochs";
import { checkpointAt, pointAt, runOf } from "./given";

const RUN = runOf(
  [1, 0.5, 0.25],
  [
    [0.9, 0.7],
    [0.5, 0.875],
  ],
);

test("an epoch has the mean of its training images and the test at its end, and one that is not over has no row", () => {
  const points = [pointAt(0.5, 3, 0.25), pointAt(1, 1, 0.75), pointAt(1.25, 0.5, 1)];
  const { weights: _, file: __, ...between } = checkpointAt(0.5);
  assert.deepEqual(epochsOf({ points, tests: [between, ...RUN.tests] }), [
    { epoch: 1, training: { loss: 2, accuracy: 0.5 }, test: { loss: 0.9, accuracy: 0.7 } },
    { epoch: 2, training: { loss: 0.5, accuracy: 1 }, test: { loss: 0.5, accuracy: 0.875 } },
  ]);
  assert.deepEqual(epochsOf({ points, tests: [between] }), []);
  assert.equal(epochsOf({ points: [], tests: RUN.tests })[0].training, null);
});

test("the best epochs are those of the lowest loss and of the highest accuracy, of equals the first", () => {
  const best = (...tests: [number, number][]) => bestOf(epochsOf(runOf([], tests)));
  assert.deepEqual(best([0.3, 0.9], [0.2, 0.92], [0.25, 0.95], [0.2, 0.95]), { loss: 2, accuracy: 3 });
  assert.deepEqual(best([NaN, 0.1], [0.5, 0.5]), { loss: 2, accuracy: 2 });
  assert.deepEqual(best(), { loss: undefined, accuracy: undefined });
});

test("the file has a head, a line an epoch, and nothing where nothing is known", () => {
  const head = "epoch,training_loss,training_accuracy,test_loss,test_accuracy\n";
  assert.equal(csvOf([]), head);
  assert.equal(csvOf(epochsOf(RUN)), `${head}1,1,0.5,0.9,0.7\n2,0.5,0.5,0.5,0.875\n`);
  const test = { loss: 1 / 3, accuracy: 0.98 };
  assert.equal(csvOf([{ epoch: 7, training: null, test }]), `${head}7,,,0.333333,0.98\n`);
});
