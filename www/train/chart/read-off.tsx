// The values of the curve under the pointer, in a place of their own above it.
import type { Signal } from "@preact/signals";
import { nearest, reachOf, valuesOf } from "./chart-words";
import type { Run } from "../../store/run";

/** @param run whose values are read off */
export function ReadOff({ run, pointed }: { run: Run; pointed: Signal<number | null> }) {
  if (pointed.value === null) return <p class="read-off">Point at the curve, or touch it, to read off its values.</p>;
  const at = Math.min(pointed.value, reachOf(run));
  const [test, training] = [nearest(run.tests, at), nearest(run.points, at)];
  return (
    <p class="read-off" data-testid="read-off">
      <b>epoch {at.toFixed(1)}</b>
      {test && <span>test {valuesOf(test)}</span>}
      {training && <span>training {valuesOf(training)}</span>}
    </p>
  );
}
