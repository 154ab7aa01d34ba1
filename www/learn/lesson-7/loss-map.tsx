// The loss over two weights as a map, with the marble, its way, and the ways of the runs before.
import { useMemo, useRef } from "preact/hooks";
import { numeral } from "../numeral";
import { contour, firstReached, type Place } from "./contours";
import { isOutside, LANDSCAPES, type Kind, type Point } from "./landscapes";
import { SIDE } from "./questions";
import { Shade } from "./shade";
import { place, type Run } from "./state";

const LEVELS = [0.46, 0.5, 0.56, 0.62, 0.7, 0.8, 1, 1.25, 1.6, 2, 2.7, 3.6, 4.8, 6.4, 8.5];
const WRITTEN = [0.7, 1, 1.6, 2.7, 4.8];
/** How dark the highest places are. */
const DARKEST = 0.24;
/** The loss, in lowest losses, from which it is no darker. */
const STEEPEST = 12;
/** Runs that stay. */
const KEPT = 3;

interface Props {
  kind: Kind;
  /** The loss at each place; null until it is here. */
  heights: Float64Array | null;
  path: readonly Point[];
  runs: readonly Run[];
  isOpen: boolean;
  /** While it is empty. */
  note: string;
}

export function LossMap({ kind, heights, path, runs, isOpen, note }: Props) {
  const { low, high, across, up } = LANDSCAPES[kind];
  /** Of the map, in per cent from its upper left corner. */
  const at = ([x, y]: Point): Place => [((x - low) / (high - low)) * 100, ((high - y) / (high - low)) * 100];
  const marble = path[path.length - 1];
  const old = runs.slice(-KEPT).filter((run) => run.path !== path);
  const left = path.findIndex((point) => isOutside(kind, point));
  const held = useRef<number | null>(null);
  const put = ({ currentTarget, clientX, clientY }: PointerEvent & { currentTarget: HTMLElement }) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    place([low + ((clientX - left) / width) * (high - low), high - ((clientY - top) / height) * (high - low)]);
  };
  const down = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (!event.isPrimary || event.button !== 0) return;
    held.current = event.pointerId;
    event.currentTarget.setPointerCapture(event.pointerId);
    put(event);
  };
  const slider = { type: "range" as const, min: low, max: high, step: 0.05 };
  return (
    <div class="loss-map" inert={!isOpen || !heights} data-testid="loss-map">
      <input
        {...slider}
        class="up"
        data-testid="up"
        aria-label={`Marble, up: weight of ${up}`}
        value={marble[1]}
        onInput={({ currentTarget }) => place([marble[0], currentTarget.valueAsNumber])}
      />
      <div
        class="map"
        data-place
        onPointerDown={down}
        onPointerMove={(event) => event.pointerId === held.current && put(event)}
        onLostPointerCapture={() => (held.current = null)}
      >
        {heights && <Relief heights={heights} />}
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          {heights && <Contours heights={heights} />}
          {old.map((run) => (
            <Track key={run} points={upTo(run).map(at)} className="old" />
          ))}
          <Track points={path.map(at)} className="now" />
        </svg>
        {heights && <Heights heights={heights} />}
        {old.map((run) => (
          <Label key={run} place={at(upTo(run).at(-1) as Point)} className="old">
            {`rate ${numeral(run.rate)}`}
          </Label>
        ))}
        {!isOutside(kind, marble) && (
          <i class="marble" style={{ insetInlineStart: `${at(marble)[0]}%`, insetBlockStart: `${at(marble)[1]}%` }} />
        )}
        {left > 0 ? (
          <div class="left">It left the map at step {left}</div>
        ) : (
          <div class="axes" aria-hidden="true">
            <b>↑ {up}</b>
            <b>{across} →</b>
          </div>
        )}
        {!heights && <div class="note">{note}</div>}
      </div>
      <input
        {...slider}
        class="across"
        data-testid="across"
        aria-label={`Marble, across: weight of ${across}`}
        value={marble[0]}
        onInput={({ currentTarget }) => place([currentTarget.valueAsNumber, marble[1]])}
      />
    </div>
  );
}

/** Of a run that left the map, the way out of it. */
const upTo = ({ path, left }: Run) => (left > 0 ? path.slice(0, left + 1) : path);

/** Beyond the map a line needs no place of its own. */
const near = (value: number) => Math.min(900, Math.max(-900, value)).toFixed(2);
/** Where a label is on the map, above what is written at its lower edge. */
const inside = ([x, y]: Place): Place => [Math.min(90, Math.max(10, x)), Math.min(82, Math.max(10, y))];

const Track = ({ points, className }: { points: readonly Place[]; className: string }) => (
  <g class={className}>
    <path d={`M${points.map(([x, y]) => `${near(x)} ${near(y)}`).join("L")}`} />
    <path class="beads" d={points.map(([x, y]) => `M${near(x)} ${near(y)}h.01`).join("")} />
  </g>
);

function Label({ place, className, children }: { place: Place; className: string; children: string }) {
  const [x, y] = inside(place);
  return (
    <span class={className} aria-hidden="true" style={{ insetInlineStart: `${x}%`, insetBlockStart: `${y}%` }}>
      {children}
    </span>
  );
}

const share = (value: number) => (value / (SIDE - 1)) * 100;
const onPaper = ([x, y]: Place): Place => [share(x), 100 - share(y)];

/** The lower, the lighter. */
function Relief({ heights }: { heights: Float64Array }) {
  const shades = useMemo(() => {
    const lowest = heights.reduce((a, b) => Math.min(a, b));
    return heights.map((height) => Math.min(DARKEST, (DARKEST * Math.log(height / lowest)) / Math.log(STEEPEST)));
  }, [heights]);
  return <Shade values={shades} side={SIDE} />;
}

function Contours({ heights }: { heights: Float64Array }) {
  const paths = useMemo(
    () =>
      LEVELS.map((level) =>
        contour(heights, SIDE, level)
          .map(
            (piece) =>
              `M${piece
                .map((end) =>
                  onPaper(end)
                    .map((value) => value.toFixed(2))
                    .join(" "),
                )
                .join("L")}`,
          )
          .join(""),
      ),
    [heights],
  );
  return (
    <g class="contours">
      {paths.map((d, i) => (
        <path key={i} d={d} />
      ))}
    </g>
  );
}

function Heights({ heights }: { heights: Float64Array }) {
  const places = useMemo(() => WRITTEN.map((level) => firstReached(heights, SIDE, level, [0.8, 1])), [heights]);
  return (
    <>
      {places.map(
        (place, i) =>
          place && (
            <Label key={i} place={onPaper(place)} className="height">
              {numeral(WRITTEN[i])}
            </Label>
          ),
      )}
    </>
  );
}
