// An activation function as a curve, and its slope as another under it. The thumb slides along both.
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { curveOf, FAR, placeAt, slopeWords, type Bend, type Place } from "./bend";
import { decimal } from "./numeral";

/** Something on the curve. */
export interface Dot {
  sum: number;
  value: number;
  isFilled: boolean;
}

interface Props {
  bend: Bend;
  steepness?: number;
  /** Where the thumb is: the sum that goes in. */
  at: number;
  /** More that stands on the curve. */
  dots?: readonly Dot[];
  /** What comes out is drawn from here to there. */
  range?: readonly [low: number, high: number];
  /** The slope is drawn from 0 to this. */
  steepest?: number;
  /** What the thumb is called, where it is a slider with keys of its own. */
  label?: string;
  /** The curve can be touched, and what it says is shown. */
  isOpen: boolean;
  onSlide: (sum: number) => void;
  testid: string;
}

/** Of the drawing, in its own units. */
const WIDTH = 240;
const HEIGHT = 100;
/** How far from the thumb the tangent goes, in sums and in shares of the range. */
const TANGENT = { across: 2, up: 0.4 };

const left = (sum: number) => ((clamp(sum) + FAR) / (2 * FAR)) * WIDTH;
const clamp = (sum: number) => Math.min(FAR, Math.max(-FAR, sum));
const isSeen = (sum: number) => Math.abs(sum) <= FAR;

export function ActivationCurve(props: Props) {
  const { bend, steepness = 1, at, dots = [], range = [0, 1], steepest = 1, label, isOpen, onSlide, testid } = props;
  const frame = useRef<HTMLDivElement>(null);
  const pointer = useRef(-1);
  const curve = curveOf(bend, steepness);
  const place = placeAt(bend, at, steepness);
  const [low, high] = range;
  const top = (value: number) => 6 + ((high - value) / (high - low)) * (HEIGHT - 12);
  const rise = (slope: number) => HEIGHT - (Math.min(slope, steepest * 1.5) / steepest) * (HEIGHT - 12);

  const slide = ({ clientX }: PointerEvent) => {
    if (!frame.current) return;
    const { x, width } = frame.current.getBoundingClientRect();
    onSlide(clamp(((clientX - x) / width) * 2 * FAR - FAR));
  };
  const down = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (!isOpen || !event.isPrimary || event.button !== 0) return;
    pointer.current = event.pointerId;
    event.currentTarget.setPointerCapture(event.pointerId);
    slide(event);
  };
  const move = (event: PointerEvent) => {
    if (event.pointerId === pointer.current) slide(event);
  };
  return (
    <div
      class={isOpen ? "activation-curve open" : "activation-curve"}
      data-testid={testid}
      {...(label === undefined ? { "aria-hidden": true } : sliderOf(label, place, isOpen, onSlide))}
      ref={frame}
      onPointerDown={down}
      onPointerMove={move}
      onLostPointerCapture={() => (pointer.current = -1)}
    >
      <div class="bend">
        <Drawing>
          <path class="rule" d={`M0 ${top(0)}H${WIDTH}M${WIDTH / 2} 0V${HEIGHT}`} />
          <path class="curve" d={line(curve, ({ value }) => top(value))} />
          {isOpen && place && <path class="tangent" d={tangent(place, high - low, top)} />}
        </Drawing>
        {dots
          .filter(({ sum }) => isSeen(sum))
          .map(({ sum, value, isFilled }, i) => (
            <i key={i} class={isFilled ? "dot filled" : "dot"} style={spot(sum, top(isOpen ? value : low))} />
          ))}
        {place && isSeen(at) && <i class="marble" style={spot(at, top(isOpen ? place.value : low))} />}
      </div>
      <div class="slopes">
        <Drawing>
          <path class="rule" d={`M0 ${rise(steepest)}H${WIDTH}M${WIDTH / 2} 0V${HEIGHT}`} />
          {isOpen && place?.slope != null && (
            <>
              <path
                class="area"
                d={`M0 ${HEIGHT}${line(curve, ({ slope }) => rise(slope ?? 0), "L")}L${WIDTH} ${HEIGHT}`}
              />
              <path class="reading" d={`M${left(at)} ${HEIGHT}V${rise(place.slope)}`} />
            </>
          )}
        </Drawing>
        <span class="slopes-name" data-testid={`slope-${testid}`}>
          {isOpen && place ? slopeWords(place.slope) : "slope ?"}
        </span>
        <span class="slopes-scale">{steepest}</span>
      </div>
    </div>
  );
}

/** What makes it a slider for keys and screen readers. */
function sliderOf(label: string, place: Place | null, isOpen: boolean, onSlide: (sum: number) => void) {
  const sum = place?.sum ?? 0;
  const words = place ? `${decimal(sum)} in, ${decimal(place.value, 2)} out, ${slopeWords(place.slope)}` : "";
  const press = (event: KeyboardEvent) => {
    const next = KEYS[event.key]?.(sum);
    if (next === undefined) return;
    event.preventDefault();
    onSlide(clamp(Math.round(next * 10) / 10));
  };
  return {
    role: "slider" as const,
    tabIndex: isOpen ? 0 : -1,
    inert: !isOpen,
    "aria-label": label,
    "aria-valuemin": -FAR,
    "aria-valuemax": FAR,
    "aria-valuenow": sum,
    "aria-valuetext": words,
    onKeyDown: press,
  };
}

/** Where each key goes. */
const KEYS: Readonly<Record<string, (sum: number) => number>> = {
  ArrowLeft: (sum) => sum - 0.1,
  ArrowDown: (sum) => sum - 0.1,
  ArrowRight: (sum) => sum + 0.1,
  ArrowUp: (sum) => sum + 0.1,
  PageDown: (sum) => sum - 1,
  PageUp: (sum) => sum + 1,
  Home: () => -FAR,
  End: () => FAR,
};

const Drawing = ({ children }: { children: ComponentChildren }) => (
  <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
    {children}
  </svg>
);

const spot = (sum: number, top: number) => ({ left: `${(left(sum) / WIDTH) * 100}%`, top: `${top}%` });

const line = (curve: readonly Place[], top: (place: Place) => number, begin = "M") =>
  begin + curve.map((place) => `${left(place.sum).toFixed(1)} ${top(place).toFixed(2)}`).join("L");

/** Through the thumb's place, as long in any direction as the drawing has room. */
function tangent({ sum, value, slope }: Place, range: number, top: (value: number) => number) {
  if (slope === null) return "";
  const half = 1 / Math.hypot(1 / TANGENT.across, slope / (range * TANGENT.up));
  const end = (by: number) =>
    `${(((sum + by + FAR) / (2 * FAR)) * WIDTH).toFixed(1)} ${top(value + by * slope).toFixed(2)}`;
  return `M${end(-half)}L${end(half)}`;
}
