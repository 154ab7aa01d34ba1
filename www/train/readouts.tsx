// The figures of a run: where it is, how good, how long still, how fast.
import type { ComponentChildren } from "preact";
import { isTraining, run } from "../store/run";
import { whole } from "../ui/format";
import { cores } from "./controller";

const NONE = "–";

export function Readouts() {
  const led = run.value;
  if (!led) return null;
  const { progress, recipe, tests, samples_per_second: speed } = led;
  const test = tests.at(-1);
  return (
    <>
      <dl class="readout">
        <Readout name="Epoch" testid="epoch" value={progress ? String(progress.epoch) : NONE}>
          {progress && ` of ${recipe.epochs}`}
        </Readout>
        <Readout
          name="Test accuracy"
          testid="test-accuracy"
          value={test ? `${(test.accuracy * 100).toFixed(1)} %` : NONE}
        />
        <Readout name="Time left" testid="time-left" value={timeLeft()} />
      </dl>
      <dl class="readout">
        <Readout name="Samples a second" testid="samples-per-second" value={speed ? whole(round(speed)) : NONE}>
          <span id="cores">{speed && cores.value > 1 ? `, ${cores.value} cores` : ""}</span>
        </Readout>
        <Readout name="Test loss" testid="test-loss" value={lossOf(test?.loss)} />
        <Readout name="Training loss" testid="train-loss" value={lossOf(progress?.loss)} />
      </dl>
    </>
  );
}

interface Props {
  name: string;
  testid: string;
  value: string;
  children?: ComponentChildren;
}

const Readout = ({ name, testid, value, children }: Props) => (
  <div>
    <dt>{name}</dt>
    <dd>
      <span data-testid={testid}>{value}</span>
      <i>{children}</i>
    </dd>
  </div>
);

function timeLeft() {
  const { phase, seconds_left } = run.value ?? {};
  if (isTraining(run.value)) return clock(seconds_left ?? NaN);
  return phase === "finished" ? "0:00" : NONE;
}

const lossOf = (loss: number | null | undefined) =>
  loss == null ? NONE : loss < 1000 ? loss.toFixed(4) : loss.toExponential(1);

/** To three digits: the rest trembles. */
const round = (value: number) => Number(value.toPrecision(3));

function clock(seconds: number) {
  if (!Number.isFinite(seconds)) return NONE;
  const all = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(all / 3600), Math.floor(all / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(all % 60)}` : `${minutes}:${two(all % 60)}`;
}
