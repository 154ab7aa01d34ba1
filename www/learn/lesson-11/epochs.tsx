// The printed run as a curve: accuracy above, loss below, thick for test images and thin for those it learns from.
import { BEST_BY_ACCURACY, BEST_BY_LOSS, EPOCHS, type Epoch } from "./keras";

const LEFT = 6;
const STEP = 12.6;
const RIGHT = LEFT + 19 * STEP;

const across = (epoch: number) => LEFT + (epoch - 1) * STEP;
/** From 0.92 to 1. */
const accuracyAt = (accuracy: number) => 32 - ((accuracy - 0.92) / 0.08) * 28;
/** From 0 to 0.25. */
const lossAt = (loss: number) => 82 - (loss / 0.25) * 44;

const line = (place: (epoch: Epoch) => number) =>
  `M${EPOCHS.map((epoch, i) => `${across(i + 1).toFixed(1)} ${place(epoch).toFixed(1)}`).join("L")}`;

const PATHS = {
  accuracy: line(({ accuracy }) => accuracyAt(accuracy)),
  testAccuracy: line(({ testAccuracy }) => accuracyAt(testAccuracy)),
  loss: line(({ loss }) => lossAt(loss)),
  testLoss: line(({ testLoss }) => lossAt(testLoss)),
};

/** @param at the epoch that is looked at, from 1 */
export function Epochs({ at }: { at: number }) {
  const last = EPOCHS[EPOCHS.length - 1];
  return (
    <svg class="printed-curve" viewBox="0 0 328 95" aria-hidden="true">
      <path class="form" d={`M${LEFT} 34H${RIGHT}M${LEFT} 82H${RIGHT}`} />
      <path class="now" d={`M${across(at)} 1V84`} />
      <path class="thin" d={PATHS.accuracy} />
      <path d={PATHS.testAccuracy} />
      <path class="thin" d={PATHS.loss} />
      <path d={PATHS.testLoss} />
      <circle cx={across(BEST_BY_ACCURACY)} cy={accuracyAt(EPOCHS[BEST_BY_ACCURACY - 1].testAccuracy)} r="5" />
      <circle cx={across(BEST_BY_LOSS)} cy={lossAt(EPOCHS[BEST_BY_LOSS - 1].testLoss)} r="5" />
      <text x={RIGHT + 8} y={accuracyAt(last.testAccuracy) + 10}>
        accuracy
      </text>
      <text x={RIGHT + 8} y={lossAt(last.testLoss) + 4} class="test">
        test loss
      </text>
      <text x={RIGHT + 8} y={lossAt(last.loss) + 6}>
        loss
      </text>
      {[1, 10, EPOCHS.length].map((epoch) => (
        <text key={epoch} x={across(epoch)} y="94" class="epoch">
          {epoch}
        </text>
      ))}
      <text x={RIGHT + 12} y="94">
        epoch
      </text>
    </svg>
  );
}
