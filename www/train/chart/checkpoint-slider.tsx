// The slider over a run's checkpoints, on the chart's own axis, and what the drawing was read as then.
import { predictionOf } from "../../store/prediction";
import { crate } from "../../store/program";
import { picked, type Checkpoint, type Run } from "../../store/run";
import { percent } from "../../ui/format";
import { own } from "../../ui/own";
import { ProbabilityBars } from "../../ui/probability-bars";
import { nearest } from "./chart-words";
import type { Prediction } from "../../engine/prediction";
import type { Snapshot } from "../../engine/snapshot";

/** Keys that go from checkpoint to checkpoint, and how far. */
const STEPS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -5,
  PageUp: 5,
  Home: -Infinity,
  End: Infinity,
};

/** Their networks, as they were then. */
const snapshots: WeakMap<Checkpoint, Snapshot> = new WeakMap();

/** The checkpoint that is looked at: the newest one unless somebody chose. */
export const currentOf = ({ checkpoints }: Run, chosen: Checkpoint | null): Checkpoint | undefined =>
  chosen && checkpoints.includes(chosen) ? chosen : checkpoints.at(-1);

/** @param epochs of the chart */
export function CheckpointSlider({ run, epochs }: { run: Run; epochs: number }) {
  const { checkpoints } = run;
  const current = currentOf(run, picked.value);
  const snapshot = current && snapshotOf(run, current);
  const prediction = snapshot ? predictionOf(snapshot) : null;
  const text = current ? `epoch ${current.at.toFixed(1)}: ${past(prediction)}` : "the first one comes soon";

  const pick = (checkpoint: Checkpoint | undefined) => {
    // Who looks at the newest one goes along with the run.
    if (checkpoint) picked.value = checkpoint === checkpoints.at(-1) ? null : checkpoint;
  };
  const slide = ({ currentTarget: slider }: { currentTarget: HTMLInputElement }) => {
    const near = nearest(checkpoints, Number(slider.value));
    slider.value = String(near?.at ?? 0);
    pick(near);
  };
  const step = (event: KeyboardEvent) => {
    const way = own(STEPS, event.key);
    if (way === undefined || !current) return;
    event.preventDefault();
    const i = checkpoints.indexOf(current) + way;
    pick(checkpoints[Math.max(0, Math.min(checkpoints.length - 1, i))]);
  };
  return (
    <>
      <div class="scrub">
        <input
          type="range"
          id="checkpoint"
          data-testid="checkpoint"
          min="0"
          max={epochs}
          step="any"
          value={current?.at ?? 0}
          disabled={!current}
          aria-valuetext={text}
          onInput={slide}
          onKeyDown={step}
        />
        <label for="checkpoint">Checkpoint</label>
        {/* An output is said aloud whenever it changes, and so is the slider's own text. */}
        <output for="checkpoint" aria-live="off">
          {text}
        </output>
      </div>
      <div class={prediction?.probabilities ? "then" : "then asleep"}>
        <ProbabilityBars class="mini" prediction={prediction ?? NOTHING} label="How probable each digit was then" />
      </div>
    </>
  );
}

const NOTHING: Pick<Prediction, "state" | "probabilities" | "ranking"> = {
  state: "loading",
  probabilities: null,
  ranking: [],
};

/** None until the crate is here. */
function snapshotOf({ id, recipe }: Run, checkpoint: Checkpoint) {
  let snapshot = snapshots.get(checkpoint);
  if (!snapshot && crate.value) {
    snapshot = crate.value.snapshot(recipe, checkpoint.weights, { kind: "run", run: id, at: checkpoint.at });
    snapshots.set(checkpoint, snapshot);
  }
  return snapshot;
}

function past(prediction: Prediction | null) {
  if (!prediction?.probabilities) return "no ink to read";
  const [first] = prediction.ranking;
  return prediction.state === "read"
    ? `it read ${first}, ${percent(prediction.probabilities[first])}`
    : "it was not sure";
}
