// What a curve means, in words: learning by heart, or not at all.
import { computed } from "@preact/signals";
import { run, type Run } from "../store/run";

type Diagnosis = { kind: "overfitting" | "stalled"; epoch: number; isGuessing: boolean };

/** Epochs without better test loss before it is said, and how much worse it has to be. */
const PATIENCE = 2;
const WORSE = 1.04;

/** Of ten digits, no better than this is no reading. */
const GUESSING = 0.2;

/** Epochs over which a loss that stands still is told, and what still counts as moving. */
const STILL = 2;
const MOVED = 0.005;

const lastEnd = computed(() => run.value?.tests.findLast(({ epoch_over }) => epoch_over));
/** The run as it was when its last epoch ended: what its curve means changes only then. */
export const runAtEnd = computed(() => (lastEnd.value ? run.peek() : null));

export function diagnose({ tests, points }: Run): Diagnosis | null {
  const epochs = tests.filter(({ epoch_over }) => epoch_over);
  const last = epochs.at(-1);
  if (!last) return null;
  const isGuessing = last.accuracy < GUESSING;
  const training = epochs.map(({ at }) => meanOf(points, at));
  const best = epochs.reduce((least, test) => (test.loss < least.loss ? test : least));
  const i = epochs.indexOf(best);
  const isFalling = training[training.length - 1] < training[i];
  if (epochs.length - 1 - i >= PATIENCE && last.loss > best.loss * WORSE && isFalling)
    return { kind: "overfitting", epoch: Math.round(best.at), isGuessing };
  const [now, before] = [training.at(-1) ?? NaN, training.at(-1 - STILL) ?? NaN];
  // What is as good as learnt need not move.
  if (Math.abs(before - now) < MOVED * before && last.accuracy < 0.9)
    return { kind: "stalled", epoch: Math.round(last.at), isGuessing };
  return null;
}

/** Mean training loss of the epoch that ends here. */
function meanOf(points: Run["points"], end: number) {
  const losses = points.filter(({ at }) => at > end - 1 && at <= end).map(({ loss }) => loss);
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}
