// Lesson 5: the weights of one neuron, painted by hand and then learnt.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { obstacle } from "../../engine/obstacle";
import { crate, fault as programFault } from "../../store/program";
import { Button } from "../../ui/button";
import { joined } from "../arrays";
import { Frame, type Finding } from "../frame";
import { Choice, Handle, Handles } from "../handles";
import { numeral } from "../numeral";
import { isOpen } from "../progress";
import { Canvas } from "./canvas";
import { fault, followDrawing, learnt, loadDrawings, strip } from "./drawings";
import { Evidence } from "./evidence";
import { callsOf, evidenceOf } from "./neuron";
import { biasOf, BLANK, isBlank, LEAST_BIAS, MOST_BIAS, painted, withBias, type Brush, type Cell } from "./stencil";
import { Strip } from "./strip";
import {
  kind,
  KINDS,
  learn,
  NUMBER,
  paintedStencil,
  paintOver,
  shown,
  stencils,
  stopLearning,
  trainingFault,
  wrong,
  type Kind,
} from "./weights";

const TEXT = {
  lead:
    "One neuron weighs each pixel’s ink and adds it all up: above 0 it says 3, below 0 it says 8. " +
    "Three try: you, the average 3 minus the average 8, and learning.",
  ask: "Which weights make the fewest mistakes?",
  choices: ["Mine", "Average", "Learnt"],
  task: "Draw a 3 and an 8 (on a phone: in the strip on top). Paint, then let it learn.",
  point: "Weights are a stencil, the sum is evidence; the learnt stencil looks odder and does better.",
  toCome: "Paint, then let it learn. The point comes here.",
  real: [
    {
      href: "#/train?recipe=nielsen",
      words: "Train 30 such neurons (M. Nielsen’s); then see their weights in Mind, Neurons",
    },
  ],
} as const;

const BRUSH_OPTIONS: readonly { value: Brush; words: string }[] = [
  { value: "for", words: "+ for 3" },
  { value: "against", words: "− for 8" },
  { value: "clean", words: "rub out" },
];

const brush = signal<Brush>("for");
const chosen = signal(0);

const paint = (cells: readonly Cell[]) => paintOver(painted(paintedStencil.peek(), cells, brush.peek()));

export function Lesson() {
  useEffect(() => void loadDrawings(), []);
  useEffect(followDrawing, []);
  const open = isOpen(NUMBER);
  const isToLearn = open && kind.value === "learnt" && learnt.value !== null;
  useEffect(() => {
    if (isToLearn) void learn();
  }, [isToLearn]);
  useEffect(() => stopLearning, []);
  const stencil = shown.value;
  const drawings = strip.value;
  const drawing = drawings.at(chosen.value) ?? null;
  const here = open ? crate.value : null;
  const calls = here && drawings.length > 0 ? callsOf(here, stencil, joined(drawings.map(({ image }) => image))) : null;
  return (
    <Frame lesson={NUMBER} {...TEXT} finding={findingOf()}>
      <Handles lesson={NUMBER}>
        <div class="painting">
          <Canvas stencil={stencil} image={drawing?.image ?? null} isOpen={open} onPaint={paint} />
          <div class="brushes">
            <Choice
              label="Brush"
              testid="brush"
              options={BRUSH_OPTIONS}
              value={brush.value}
              onChoose={(next) => (brush.value = next)}
            />
            <Button testid="clear-weights" isAble={!isBlank(paintedStencil.value)} onPress={() => paintOver(BLANK)}>
              Clear
            </Button>
          </div>
        </div>
        <Evidence values={here && drawing ? evidenceOf(here, stencil, drawing.image) : null} />
        <Handle
          testid="handle-bias"
          label="Bias"
          words={(value) => numeral(Number(value.toFixed(1)))}
          value={biasOf(stencil)}
          min={LEAST_BIAS}
          max={MOST_BIAS}
          step={1}
          onMove={(value) => paintOver(withBias(paintedStencil.peek(), value))}
        >
          <span class="handle-name">Bias, a head start</span>
        </Handle>
        {fault.value ? (
          <p class="drawings-fault">
            {fault.value}{" "}
            {!obstacle.value && (
              <Button testid="again" onPress={() => void loadDrawings()}>
                Try again
              </Button>
            )}
          </p>
        ) : (
          <Strip
            drawings={drawings}
            calls={calls}
            chosen={chosen.value}
            isOpen={open}
            onChoose={(index) => (chosen.value = index)}
          />
        )}
        <div class="kinds">
          <Choice
            label="Wrong of 1,000 new drawings"
            testid="weights"
            options={KINDS.map((value) => ({
              value,
              words: `${nameOf(value)}\n${open ? countOf(value) : "?"}`,
            }))}
            value={kind.value}
            onChoose={(next) => (kind.value = next)}
          />
        </div>
      </Handles>
    </Frame>
  );
}

function nameOf(kind: Kind) {
  if (kind === "mean") return "average";
  if (kind === "painted") return "mine";
  if (stencils.value.learnt) return "learnt";
  return trainingFault.value ? "try again" : "let it learn";
}

const countOf = (kind: Kind) =>
  kind === "painted" && isBlank(paintedStencil.value) ? "–" : (wrong[kind].value ?? "?");

function findingOf(): Finding {
  const counts = KINDS.map((kind) => wrong[kind].value);
  const label = "Wrong of 1,000 new";
  if (trainingFault.value) return { label: "It did not learn", words: trainingFault.value };
  if (counts[1] === null) return { label, words: missing() };
  const said = KINDS.map((kind, i) => `${{ painted: "mine", mean: "average", learnt: "learnt" }[kind]} ${counts[i]}`);
  const isSaid = (kind: Kind, i: number) =>
    counts[i] !== null && (kind !== "painted" || !isBlank(paintedStencil.value));
  return { label, words: said.filter((_, i) => isSaid(KINDS[i], i)).join(", ") };
}

/** Why nothing is counted. */
function missing() {
  if (programFault.value) return "nothing without the program";
  return fault.value ? "the drawings did not arrive" : "still arriving";
}
