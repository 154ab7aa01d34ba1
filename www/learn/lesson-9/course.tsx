// The loss over the steps of a run, and the slider that looks at one of them.
import { obstacle } from "../../engine/obstacle";
import { whole } from "../../ui/format";
import { Button } from "../../ui/button";
import { EVERY, STEPS } from "./network";
import type { Run } from "./runs";

/** The loss at the upper edge. */
const MOST = 0.5;
/** The loss of a network that always puts out a half. */
const GUESSING = 0.25;

const x = (step: number) => (step / STEPS) * 100;
const y = (loss: number) => (1 - Math.min(loss, MOST) / MOST) * 100;

interface Props {
  /** Null until there is one. */
  run: Run | null;
  /** It is the one that was asked for, and its figures are shown. */
  isCurrent: boolean;
  /** It was asked for in vain. */
  isMissing: boolean;
  step: number;
  isPlaying: boolean;
  onSlide: (step: number) => void;
  onPlay: () => void;
  onRetry: () => void;
}

export function Course({ run, isCurrent, isMissing, step, isPlaying, onSlide, onPlay, onRetry }: Props) {
  const at = step / EVERY;
  const canRetry = isMissing && !obstacle.value;
  const words =
    run && isCurrent ? `loss ${run.losses[at].toFixed(3)}, ${run.right[at]} of 4 right` : "loss ?, ? of 4 right";
  return (
    <div class="course">
      <div class="course-head">
        <p>
          <b>Step {whole(step)}</b>
          <span data-testid="course">{words}</span>
        </p>
        <Button testid="play" isAble={canRetry || (run !== null && !isPlaying)} onPress={canRetry ? onRetry : onPlay}>
          {canRetry ? "Try again" : "Watch again"}
        </Button>
      </div>
      <div class="course-chart" aria-hidden="true">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none">
          <path class="guessing" d={`M0 ${y(GUESSING)}H100`} />
          {run && (
            <>
              <path class="to-come" d={path(run.losses, STEPS / EVERY)} />
              <path class="so-far" d={path(run.losses, at)} />
              <path class="now" d={`M${x(step)} 0V100`} />
            </>
          )}
        </svg>
        <span style={{ top: `${y(GUESSING)}%` }}>loss 0.25: half and half</span>
      </div>
      <div class="handle">
        <input
          type="range"
          data-testid="step"
          aria-label="Step that is shown"
          aria-valuetext={`step ${whole(step)}, ${words}`}
          min={0}
          max={STEPS}
          step={EVERY}
          value={step}
          onInput={({ currentTarget }) => onSlide(currentTarget.valueAsNumber)}
        />
      </div>
    </div>
  );
}

const path = (losses: Float64Array, last: number) =>
  `M${Array.from(losses.subarray(0, last + 1), (loss, i) => `${x(i * EVERY)} ${y(loss).toFixed(2)}`).join("L")}`;
