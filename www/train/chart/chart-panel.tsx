// A run as it is seen: its curve, its checkpoints, the runs to compare it with, and its table.
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { Waiting } from "../../ui/waiting";
import { Chart } from "./chart";
import { CheckpointSlider } from "./checkpoint-slider";
import { EpochTable } from "./epoch-table";
import { boundsOf } from "./plot";
import { ReadOff } from "./read-off";
import { RunList } from "./run-list";
import { runsOf, scene } from "./scene";
import { useThrottled } from "./use-throttled";

export function ChartPanel() {
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
            <p>The curve begins with the first steps, while the images still arrive.</p>
          </Waiting>
        </div>
      )}
      {run && <CheckpointSlider run={run} epochs={bounds?.epochs ?? 1} />}
      <RunList scene={shown} />
      {run && <EpochTable key={run.id} run={run} />}
    </figure>
  );
}
