// A run as it is seen: its curve, its checkpoints, the runs to compare it with, and its table.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { isTraining } from "../../store/run";
import { Waiting } from "../../ui/waiting";
import { Chart } from "./chart";
import { CheckpointSlider } from "./checkpoint-slider";
import { EpochTable } from "./epoch-table";
import { boundsOf } from "./plot";
import { ReadOff } from "./read-off";
import { RunList } from "./run-list";
import { runsOf, scene } from "./scene";
import { useThrottled } from "./use-throttled";

/** @param children stands under the checkpoints: what the curve means */
export function ChartPanel({ children }: { children?: ComponentChildren }) {
  const shown = useThrottled(scene);
  const pointed = useSignal<number | null>(null);
  const bounds = useMemo(() => boundsOf(runsOf(shown)), [shown]);
  const { run } = shown;
  const first = run ?? shown.kept.at(-1);
  if (!first) return null;
  return (
    <figure class="curve">
      {bounds ? (
        <>
          <ReadOff run={first} pointed={pointed} />
          <Chart scene={shown} bounds={bounds} pointed={pointed} />
        </>
      ) : (
        <div class="no-curve" data-testid="loss-chart">
          <Waiting>
            <p>
              {isTraining(first)
                ? "The curve begins with the first steps, while the images still arrive."
                : "There is no curve: the run stopped before its first steps."}
            </p>
          </Waiting>
        </div>
      )}
      {run && <CheckpointSlider run={run} epochs={bounds?.epochs ?? 1} />}
      {children}
      <RunList scene={shown} />
      {run && <EpochTable key={run.id} run={run} />}
    </figure>
  );
}
