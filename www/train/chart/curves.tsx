// The lines of a run, accuracy and loss, and a mark at the end of each epoch: a disc for this run, an open square for a kept one.
import { useMemo } from "preact/hooks";
import { pathOf, type Frame } from "./frame";
import type { Run } from "../../store/run";

const SCALES = ["accuracy", "loss"] as const;

/** Pixels that a mark takes along the x axis: with less there are none. */
const MARK = 12;

interface Props {
  run: Run;
  frame: Frame;
  /** Of a kept run, its number in the list: the dashes tell them apart. */
  kept?: number;
}

export function Curves({ run: { points, tests }, frame, kept }: Props) {
  const isKept = kept !== undefined;
  const thick = useMemo(() => SCALES.map((scale) => pathOf(tests, frame, scale)), [tests, frame]);
  const thin = useMemo(() => (isKept ? [] : SCALES.map((scale) => pathOf(points, frame, scale))), [points, frame]);
  const ends = tests.filter(({ epoch_over }) => epoch_over);
  const isCrowded = ends.length * MARK > frame.right - frame.left;
  return (
    <g class={isKept ? `kept-line kept-${kept}` : "own-line"}>
      {thin.map((path) => (
        <path class="thin" d={path} />
      ))}
      {thick.map((path) => (
        <path d={path} />
      ))}
      {!isCrowded &&
        ends.flatMap((test) =>
          SCALES.map((scale) => (
            <Mark key={`${scale}-${test.at}`} x={frame.x(test.at)} y={frame.heights[scale](test)} isKept={isKept} />
          )),
        )}
    </g>
  );
}

const Mark = ({ x, y, isKept }: { x: number; y: number; isKept: boolean }) =>
  isKept ? <rect x={x - 3.5} y={y - 3.5} width="7" height="7" /> : <circle cx={x} cy={y} r="4" />;
