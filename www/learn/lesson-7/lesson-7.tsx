// Lesson 7: the loss over two weights, and a marble that feels only the slope under it.
import { useEffect } from "preact/hooks";
import { answerOf } from "../answer";
import { Frame } from "../frame";
import { Choice, Handle, Handles } from "../handles";
import { numeral } from "../numeral";
import { isOpen } from "../progress";
import { COUNT, dots, fault as absent, load, type Dot } from "./forty";
import { LANDSCAPES, type Kind } from "./landscapes";
import { LossMap } from "./loss-map";
import { descend, here, map, type Here } from "./questions";
import { Scatter } from "./scatter";
import {
  batch,
  BATCHES,
  fault,
  kind,
  leave,
  marble,
  NUMBER,
  oneStep,
  path,
  putBack,
  rate,
  RATES,
  run,
  runs,
  setKind,
  STEPS,
} from "./state";
import { answerWords, fixed, lowest, pair, runsWords, runWords } from "./words";

/** The rates that can be said. */
const SAID = [0.01, 0.5, 10] as const;

const TEXT = {
  lead:
    "The map shows how wrong two weights are (their loss); the inputs stay. Rate is how far the marble goes at once. " +
    "One more pass finds all slopes.",
  ask: `Which rate comes lowest in ${STEPS} steps?`,
  choices: ["0.01", "0.5", "10"],
  task: "Place it, run, and change one thing.",
  point:
    "A small rate crawls, a large one leaves the bowl, few images tremble around the same way; no lowest valley is promised.",
  toCome: "Run twice, with one thing changed. The point comes here.",
  real: [
    { href: "#/train?recipe=nielsen&activation=relu&learning-rate=10", words: "Rate 10, ReLU: it leaves the bowl" },
    { href: "#/train?recipe=nielsen&batch-size=1", words: "One image a step: it trembles" },
    { href: "#/train?recipe=nielsen&learning-rate=0.5", words: "One step at rate 0.5" },
  ],
} as const;

const KINDS: readonly { value: Kind; words: string }[] = [
  { value: "one", words: "1 neuron" },
  { value: "two", words: "2 in a row" },
];

/** Where the rates that can be said end, from where the marble lies first, with all forty. */
const ends = answerOf((dots: readonly Dot[]) =>
  Promise.all(
    SAID.map(async (rate) => {
      const { start: from } = LANDSCAPES.one;
      return (await descend({ kind: "one", dots, from, rate, batch: COUNT, steps: STEPS, seed: 1 })).loss;
    }),
  ),
);

export function Lesson() {
  const open = isOpen(NUMBER);
  const all = dots.value;
  const at = marble.value;
  const on = kind.value;
  useEffect(load, []);
  useEffect(() => leave, []);
  useEffect(() => {
    if (all) map.ask({ kind: on, dots: all });
  }, [all, on]);
  useEffect(() => {
    if (open && all) ends.ask(all);
  }, [open, all]);
  useEffect(() => {
    if (open && all) here.ask({ kind: on, dots: all, point: at });
  }, [open, all, on, at]);
  const mapped = map.latest.value;
  const heights = mapped?.question.kind === on && mapped.question.dots === all ? mapped.answer : null;
  const found = here.latest.value;
  // Of a place that the marble has just left until that of its own is here.
  const isOfThis = found?.question.kind === on && found.question.dots === all && !here.fault.value;
  const note = absent.value || map.fault.value || "Forty images are being written.";
  return (
    <Frame lesson={NUMBER} {...TEXT} finding={finding()}>
      <div class="downhill">
        <LossMap
          kind={on}
          heights={heights}
          path={path.value}
          runs={open ? runs.value : []}
          isOpen={open}
          note={note}
        />
        <figure class="forty">
          <Scatter kind={on} dots={all} weights={at} isOpen={open} />
          <Readings known={open && isOfThis ? found.answer : null} />
        </figure>
      </div>
      <p class="visually-hidden" data-testid="runs">
        {runsWords(runs.value)}
      </p>
      <Handles lesson={NUMBER}>
        <Handle
          label="Rate"
          testid="rate"
          min={0}
          max={RATES.length - 1}
          step={1}
          value={RATES.indexOf(rate.value as (typeof RATES)[number])}
          words={(at) => numeral(RATES[at])}
          onMove={(at) => (rate.value = RATES[at])}
        >
          <span class="handle-name">Rate</span>
        </Handle>
        <Choice
          label="Images a step"
          testid="batch"
          options={BATCHES.map((value) => ({ value, words: value === COUNT ? `all ${COUNT}` : String(value) }))}
          value={batch.value}
          onChoose={(value) => (batch.value = value)}
        />
        <Choice label="Network" testid="kind" options={KINDS} value={on} onChoose={setKind} />
        <div class="downhill-buttons">
          <button type="button" data-testid="one-step" onClick={() => void oneStep()}>
            One step
          </button>
          <button type="button" class="primary" data-testid="run" onClick={() => void run()}>
            Run {STEPS}
          </button>
          <button type="button" data-testid="put-back" onClick={putBack}>
            Put back
          </button>
        </div>
        <output class="own-runs" data-testid="own-runs">
          {ownWords()}
        </output>
      </Handles>
    </Frame>
  );
}

/** Where the rates that can be said end. */
function finding() {
  const label = `Loss after ${STEPS} steps`;
  const { question, answer } = ends.latest.value ?? {};
  const fault = absent.value || ends.fault.value;
  if (fault) return { label, words: fault };
  if (!answer || question !== dots.value) return { label, words: "it is being computed" };
  return { label, words: answerWords(SAID, answer) };
}

/** The lowest of one's own runs on this map, or why there is none. */
function ownWords() {
  const best = lowest(runs.value);
  if (fault.value || here.fault.value) return fault.value || here.fault.value;
  return best ? `Your lowest: ${runWords(best)}` : "No run of yours on this map yet";
}

const Readings = ({ known }: { known: Here | null }) => (
  <figcaption>
    <p class="loss-here">
      <b data-testid="loss">loss {known ? fixed(known.loss) : "?"}</b>
      <span data-testid="right">
        {known ? known.right : "?"} of {COUNT} right
      </span>
    </p>
    <p>Hollow 3, filled 8{dots.value?.some(({ isYours }) => isYours) ? ", blue yours" : "; draw one, too"}</p>
    <p>
      Slope, all {COUNT}: <b data-testid="slope">{known ? pair(known.slope) : "?"}</b>
    </p>
    <p>
      Tens, averaged: <b data-testid="mean-slope">{known ? pair(known.mean) : "?"}</b>
    </p>
  </figcaption>
);
