// The curve of a run and of those that are kept: accuracy above, loss below, one x axis for both. It is an SVG, so it takes
// its colours from the style: themes, forced colours and print need no code here.
import type { Signal } from "@preact/signals";
import { useMemo, useRef } from "preact/hooks";
import { picked, type Run } from "../../store/run";
import { spoken } from "./chart-words";
import { Curves } from "./curves";
import { frameOf, type Frame } from "./frame";
import { Grid } from "./grid";
import { LastValues } from "./last-values";
import { currentOf } from "./checkpoint-slider";
import { useBox } from "./use-box";
import type { Bounds } from "./plot";
import type { Scene } from "./scene";

interface Props {
  scene: Scene;
  bounds: Bounds;
  /** The epoch under the pointer. */
  pointed: Signal<number | null>;
}

export function Chart({ scene, bounds, pointed }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const box = useBox(element);
  // Most of what a run tells changes no bounds.
  const frame = useMemo(() => box && frameOf(box, bounds), [box, bounds.epochs, bounds.floor, ...bounds.loss]);
  const { run, kept } = scene;
  const point = ({ offsetX }: PointerEvent) => {
    if (!frame) return;
    const share = (offsetX - frame.left) / (frame.right - frame.left);
    pointed.value = Math.max(0, Math.min(1, share)) * bounds.epochs;
  };
  return (
    <div
      class="chart"
      ref={element}
      data-testid="loss-chart"
      role="img"
      aria-label={spoken(scene)}
      onPointerDown={point}
      onPointerMove={point}
      onPointerLeave={() => (pointed.value = null)}
    >
      {box && frame && (
        <svg viewBox={`0 0 ${box.width} ${box.height}`} aria-hidden="true">
          <Grid frame={frame} />
          {kept.map((other, i) => other.id !== run?.id && <Curves key={other.id} run={other} frame={frame} kept={i} />)}
          {run && <Curves key={run.id} run={run} frame={frame} />}
          <LastValues scene={scene} frame={frame} />
          {run && <CheckpointLine run={run} frame={frame} />}
          <PointerLine pointed={pointed} frame={frame} />
        </svg>
      )}
    </div>
  );
}

/** Goes up from the slider, through the chart. */
function CheckpointLine({ run, frame }: { run: Run; frame: Frame }) {
  const checkpoint = currentOf(run, picked.value);
  return checkpoint ? <UprightLine kind="checkpoint-line" at={checkpoint.at} frame={frame} /> : null;
}

function PointerLine({ pointed, frame }: { pointed: Signal<number | null>; frame: Frame }) {
  return pointed.value === null ? null : <UprightLine kind="pointer-line" at={pointed.value} frame={frame} />;
}

const UprightLine = ({ kind, at, frame: { x, bottom } }: { kind: string; at: number; frame: Frame }) => (
  <path class={kind} d={`M${x(at)} 4V${bottom}`} />
);
