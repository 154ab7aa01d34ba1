// The network's layers, each with what all its neurons put out for the drawing; one is chosen to be looked at.
import { useRef } from "preact/hooks";
import { own } from "../../ui/own";
import { farthest } from "../../ui/signed";
import { SignedImage } from "../../ui/signed-image";
import type { Stage } from "../../engine/stages";
import { labelOf, mostActive, nameOf, nounOf } from "./stages";

/** Neurons in a row. */
const COLUMNS = 32;

/** Keys that go on to another layer, and how far. */
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

interface Props {
  stages: Stage[];
  /** Of each, none without ink. */
  signals: (Float32Array | null)[];
  current: number;
  onChoose: (stage: number) => void;
}

export function Layers({ stages, signals, current, onChoose }: Props) {
  const group = useRef<HTMLDivElement>(null);
  const step = (event: KeyboardEvent) => {
    const way = own(STEPS, event.key);
    if (way === undefined) return;
    event.preventDefault();
    const buttons = Array.from(group.current?.querySelectorAll("button") ?? []);
    const now = buttons.findIndex((button) => button === document.activeElement);
    const next = (now + way + buttons.length) % buttons.length;
    buttons[next].focus();
    onChoose(next);
  };
  return (
    <div class="layers" role="radiogroup" aria-label="Layer" ref={group} onKeyDown={step}>
      {stages.map((stage, i) => (
        <button
          key={i}
          type="button"
          role="radio"
          aria-checked={i === current}
          tabIndex={i === current ? 0 : -1}
          data-testid={`layer-${i + 1}`}
          onClick={() => onChoose(i)}
        >
          <b>{nameOf(stage, i)}</b>
          <span>{wordsOf(stage, signals[i])}</span>
          <Signals stage={stage} signals={signals[i]} />
        </button>
      ))}
    </div>
  );
}

const wordsOf = (stage: Stage, signals: Float32Array | null) =>
  `${stage.units} ${nounOf(stage)}s${signals ? `, most active ${labelOf(stage, mostActive(signals))}` : ""}`;

function Signals({ stage: { units }, signals }: { stage: Stage; signals: Float32Array | null }) {
  const values = signals ?? new Float32Array(units);
  return <SignedImage values={values} width={Math.min(COLUMNS, units)} most={farthest(values)} above="ink" />;
}
