// The four cases as lanes: from the start each reason pushes towards the border or away from it. Start and tips can be moved.
import { useRef } from "preact/hooks";
import {
  CASES,
  grasped,
  pushes,
  REASONS,
  resultOf,
  written,
  type Case,
  type Names,
  type Neuron,
  type Part,
  type Results,
} from "./neuron";

/** The scale ends this far from the border. */
const FAR = 12;
/** Pixels from a tip within which a press takes hold of it. */
const REACH = 16;

interface Props {
  neuron: Neuron;
  /** Null until the network is here. */
  results: Results | null;
  names: Names;
  /** The results are shown, and the lanes can be moved. */
  isOpen: boolean;
  onMove: (part: Part, value: number) => void;
}

export const Lanes = (props: Props) => (
  <>
    <p class="lane-border" aria-hidden="true">
      <span>at home</span>
      <b>0, the border</b>
      <span>France</span>
    </p>
    <ul class={props.isOpen ? "lanes open" : "lanes"} aria-label="The four cases" data-testid="lanes">
      {CASES.map((given, i) => (
        <Lane key={i} given={given} {...props} />
      ))}
    </ul>
  </>
);

function Lane({ given, neuron, results, names, isOpen, onMove }: Props & { given: Case }) {
  const scale = useRef<HTMLSpanElement>(null);
  const hold = useRef<{ pointer: number; part: Part; value: number; x: number } | null>(null);
  const shown = isOpen ? results : null;
  const sum = shown ? written(neuron, shown, given) : "";
  const isGo = shown !== null && resultOf(shown, given).goes;
  const result = shown ? (isGo ? "go" : "stay") : "?";

  const down = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (!shown || !scale.current || !event.isPrimary || event.button !== 0) return;
    const { left, width } = scale.current.getBoundingClientRect();
    const value = ((event.clientX - left) / width) * 2 * FAR - FAR;
    const part = grasped(shown, given, value, (REACH / width) * 2 * FAR);
    hold.current = { pointer: event.pointerId, part, value: neuron[part], x: event.clientX };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const move = ({ pointerId, clientX }: PointerEvent) => {
    const held = hold.current;
    if (!held || held.pointer !== pointerId || !scale.current) return;
    onMove(held.part, held.value + ((clientX - held.x) / scale.current.clientWidth) * 2 * FAR);
  };
  return (
    <li
      class={isGo ? "lane go" : "lane"}
      onPointerDown={down}
      onPointerMove={move}
      onLostPointerCapture={() => (hold.current = null)}
    >
      <span class="visually-hidden">
        {REASONS.map((reason) => (given[reason] ? names[reason] : `not ${names[reason]}`)).join(", ")}:{" "}
        {sum ? `${sum}, ${result}` : isOpen ? "still arriving" : "say first"}
      </span>
      <span class="case" aria-hidden="true">
        {REASONS.map((reason) => (
          <span key={reason} class={given[reason] ? "holds" : undefined}>
            {names[reason]}
          </span>
        ))}
        <span class="sum">{sum}</span>
      </span>
      <span class="lane-scale" aria-hidden="true" ref={scale}>
        <Drawing given={given} bias={neuron.bias} results={results} isOpen={isOpen} />
      </span>
      <b class="result" aria-hidden="true">
        {result}
      </b>
    </li>
  );
}

const place = (value: number) => ((Math.min(FAR, Math.max(-FAR, value)) + FAR) / (2 * FAR)) * 100;

interface DrawingProps extends Pick<Props, "results" | "isOpen"> {
  given: Case;
  bias: number;
}

function Drawing({ given, bias, results, isOpen }: DrawingProps) {
  const end = results && isOpen ? resultOf(results, given).sum : null;
  return (
    <>
      <i class="start" style={{ left: `${place(bias)}%` }} />
      {results &&
        pushes(results, given).map(({ reason, from, to }) => (
          <i
            key={reason}
            class={to < from ? `push ${reason} back` : `push ${reason}`}
            style={{ left: `${place(Math.min(from, to))}%`, width: `${Math.abs(place(to) - place(from))}%` }}
          />
        ))}
      {end !== null && <i class={Math.abs(end) > FAR ? "end off" : "end"} style={{ left: `${place(end)}%` }} />}
    </>
  );
}
