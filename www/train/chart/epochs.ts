// A run epoch by epoch: its losses and accuracies, which epochs were best, and all of it as CSV.
import type { Point, Run } from "../../store/run";

type Values = Pick<Point, "loss" | "accuracy">;

/** An epoch that is over. */
export interface Epoch {
  epoch: number;
  /** The mean over its training images as they were learnt from; null if no point of its curve is left. */
  training: Values | null;
  /** On the test images, at its end. */
  test: Values;
}

export const epochsOf = ({ points, tests }: Pick<Run, "points" | "tests">): Epoch[] =>
  tests
    .filter(({ epoch_over }) => epoch_over)
    .map(({ at, loss, accuracy }) => {
      const epoch = Math.round(at);
      return {
        epoch,
        training: meanOf(points.filter((point) => Math.ceil(point.at) === epoch)),
        test: { loss, accuracy },
      };
    });

function meanOf(points: readonly Point[]): Values | null {
  if (points.length === 0) return null;
  const mean = (value: keyof Values) => points.reduce((sum, point) => sum + point[value], 0) / points.length;
  return { loss: mean("loss"), accuracy: mean("accuracy") };
}

/** The epochs with the lowest loss and with the highest accuracy on the test images; of equals the first. */
export function bestOf(epochs: readonly Epoch[]) {
  const lowest = Math.min(...epochs.map(({ test }) => test.loss).filter((loss) => !Number.isNaN(loss)));
  const highest = Math.max(...epochs.map(({ test }) => test.accuracy));
  return {
    loss: epochs.find(({ test }) => test.loss === lowest)?.epoch,
    accuracy: epochs.find(({ test }) => test.accuracy === highest)?.epoch,
  };
}

const HEAD = "epoch,training_loss,training_accuracy,test_loss,test_accuracy";

/** Accuracies in 0..1; a value that is not known is left out. */
export function csvOf(epochs: readonly Epoch[]) {
  const lines = epochs.map(({ epoch, training, test }) =>
    [epoch, training?.loss, training?.accuracy, test.loss, test.accuracy].map(valueText).join(),
  );
  return `${[HEAD, ...lines].join("\n")}\n`;
}

/** With six digits: the rest is noise. */
const valueText = (value: number | undefined) => (value === undefined ? "" : String(Number(value.toPrecision(6))));
