// The square with its four dots: one line or two, each held by its two ends, which run on the frame.
import { useMemo, useRef } from "preact/hooks";
import { isOpen } from "../progress";
import { DOTS, isRight, rightOf, WANTED, type Gate } from "./gates";
import { percent, placeTowards, PLACES, pointAt, yesSide, type Line, type Point } from "./geometry";
import { areAllShown, areTwo, found, gate, lines, move, NUMBER, type Name } from "./state";
import { dotName, dotWords } from "./words";

const NAMES = ["A", "B"] as const;
const place = ([x, y]: readonly [number, number]) => ({ left: `${x}%`, top: `${y}%` });
export const cornersOf = (points: readonly Point[]) => points.map((point) => percent(point).join()).join(" ");

/** @param props outputs: one a dot; null until the network is here, and before something was said */
export function Square({ outputs }: { outputs: readonly boolean[] | null }) {
  const box = useRef<HTMLDivElement>(null);
  const now = gate.value;
  const shown = areTwo.value ? lines.value : lines.value.slice(0, 1);
  const isEveryShown = areAllShown.value && !areTwo.value && outputs !== null;
  return (
    <div class="dots-square" ref={box} data-place>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        <defs>
          <Stripes id="stripes-A" angle={45} />
          <Stripes id="stripes-B" angle={-45} />
        </defs>
        {shown.map((line, name) => (
          <polygon key={name} fill={`url(#stripes-${NAMES[name]})`} points={cornersOf(yesSide(line))} />
        ))}
        {isEveryShown && <Every lines={found.value?.[now] ?? []} />}
        {shown.map((line, name) => (
          <path key={name} class="border" d={pathOf(line)} />
        ))}
      </svg>
      {DOTS.map((dot, i) => (
        <Dot key={i} dot={dot} index={i} gate={now} isWrong={outputs !== null && !isRight(now, i, outputs)} />
      ))}
      <ul class="visually-hidden">
        {DOTS.map((_, i) => (
          <li key={i}>{outputs ? dotWords(now, i, outputs) : `${dotName(i)}: say first`}</li>
        ))}
      </ul>
      {shown.map((line, name) =>
        line.ends.map((_, end) => (
          <End
            key={`${name} ${end}`}
            line={line}
            name={name as Name}
            end={end as 0 | 1}
            right={outputs && rightOf(now, outputs)}
            box={box}
          />
        )),
      )}
    </div>
  );
}

interface StripesProps {
  id: string;
  angle: number;
  /** From one to the next. */
  side?: number;
  kind?: string;
}

/** The yes sides of two lines are striped both ways where they overlap. */
export const Stripes = ({ id, angle, side = 5, kind = "stripe" }: StripesProps) => (
  <pattern id={id} width={side} height={side} patternUnits="userSpaceOnUse" patternTransform={`rotate(${angle})`}>
    <path d={`M${side / 2} 0V${side}`} class={kind} />
  </pattern>
);

export const pathOf = ({ ends }: Line) => `M${ends.map((end) => percent(pointAt(end)).join(" ")).join("L")}`;

/** The lines that do it, the denser the more of them pass. */
function Every({ lines }: { lines: readonly Line[] }) {
  const paths = useMemo(() => lines.map((line) => <path key={line.ends.join()} d={pathOf(line)} />), [lines]);
  return <g class="every">{paths}</g>;
}

interface DotProps {
  dot: Point;
  index: number;
  gate: Gate;
  isWrong: boolean;
}

const Dot = ({ dot, index, gate, isWrong }: DotProps) => (
  <span class={isWrong ? "gate-dot wrong" : "gate-dot"} style={place(percent(dot))} aria-hidden="true">
    <i class={WANTED[gate][index] ? "wants-yes" : undefined} />
    <span>
      {dotName(index)}
      {isWrong && <b> wrong</b>}
    </span>
  </span>
);

interface EndProps {
  line: Line;
  name: Name;
  end: 0 | 1;
  /** How many dots are right; null before that is known. */
  right: number | null;
  box: { current: HTMLDivElement | null };
}

function End({ line, name, end, right, box }: EndProps) {
  const here = line.ends[end];
  const [across, up] = pointAt(here);
  const go = ({ clientX, clientY }: PointerEvent) => {
    if (!box.current) return;
    const { left, top, width, height } = box.current.getBoundingClientRect();
    move(name, end, placeTowards((clientX - left) / width, (clientY - top) / height));
  };
  const down = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (!isOpen(NUMBER) || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    event.currentTarget.querySelector("input")?.focus({ preventScroll: true });
  };
  const slide = (event: PointerEvent & { currentTarget: HTMLElement }) =>
    event.currentTarget.hasPointerCapture(event.pointerId) && go(event);
  /** A slider ends where the frame goes on. */
  const round = (event: KeyboardEvent) => {
    const isOn = event.key === "ArrowRight" || event.key === "ArrowUp";
    const isBack = event.key === "ArrowLeft" || event.key === "ArrowDown";
    if (!(isOn && here === PLACES - 1) && !(isBack && here === 0)) return;
    event.preventDefault();
    move(name, end, isOn ? 0 : PLACES - 1);
  };
  const words = `${across} across, ${up} up`.replaceAll("-", "−");
  return (
    <span
      class="line-end"
      style={place(percent([across, up]))}
      // The slider keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onPointerDown={down}
      onPointerMove={slide}
    >
      <input
        type="range"
        data-testid={`end-${NAMES[name]}${end + 1}`}
        aria-label={`${areTwo.value ? `Line ${NAMES[name]}` : "The line"}, ${end === 0 ? "one end" : "other end"}, around the frame`}
        aria-valuetext={right === null ? words : `${words}; ${right} of 4 right`}
        min={0}
        max={PLACES - 1}
        step={1}
        value={here}
        onKeyDown={round}
        onInput={({ currentTarget }) => move(name, end, currentTarget.valueAsNumber)}
      />
      <b aria-hidden="true">{areTwo.value && NAMES[name]}</b>
    </span>
  );
}
