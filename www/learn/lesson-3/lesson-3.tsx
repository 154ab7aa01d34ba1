// Lesson 3: what a line can tell apart, and what takes two and a third neuron.
import { Button } from "../../ui/button";
import { Frame, type Finding } from "../frame";
import { Handles } from "../handles";
import { isOpen } from "../progress";
import { DOTS, GATES, gateOf, MEANINGS, rightOf, type Gate } from "./gates";
import { EVERY_LINE, weightsOf } from "./geometry";
import { THIRD, type HiddenAnswers } from "./network";
import { SeenByThird, Sums } from "./seen";
import { Square } from "./square";
import {
  addLine,
  areAllShown,
  areTwo,
  choose,
  found,
  gate,
  isTouched,
  lines,
  NUMBER,
  one,
  showAll,
  swap,
  two,
} from "./state";
import { doWords, linesDoWords, linesWords, sumOf } from "./words";

const TEXT = {
  lead:
    "Two inputs, 0 or 1, make four dots. A neuron draws one straight line and says yes on its striped side. " +
    "Filled dots want a yes, hollow ones a no.",
  ask: "NAND is “not both”, XOR “one, not both”. Which one can a single line not do?",
  choices: ["NAND", "XOR", "It does both"],
  point:
    "No line parts two opposite corners from the other two; a hidden layer moves the dots to where one line is enough.",
  toCome: "Try XOR with two lines. The point comes here.",
  real: [{ href: "#/train?hidden-layers=", words: "Train with no hidden layer, and see how far it comes" }],
} as const;

const TASKS = {
  one: "Drag the two ends until every dot is on its side. Then try XOR.",
  xor: "How many dots can one line get right? Then press “Two lines”.",
  two: "Move A and B until only filled dots are striped twice.",
};

const ALL = EVERY_LINE.length.toLocaleString("en");

function findingOf(outputs: readonly boolean[] | null): Finding {
  const lists = found.value;
  if (!outputs || !lists) return { label: "It shows", words: "The network is still arriving" };
  const countOf = (name: Gate) => lists[name].length;
  if (!isTouched.value)
    return { label: `Of ${ALL} lines`, words: `${doWords(countOf("NAND"))} NAND, ${countOf("XOR") || "none"} XOR` };
  const right = `${rightOf(gate.value, outputs)} of ${DOTS.length} right`;
  if (areTwo.value) return { label: `${gate.value}, two lines`, words: right + namesOf(two.value?.hidden ?? []) };
  const isCounted = areAllShown.value || gate.value === "XOR";
  const count = isCounted ? `; ${linesDoWords(countOf(gate.value))} it` : "";
  return { label: `${gate.value}, one line`, words: right + count };
}

/** What the two lines are, where both have a name. */
function namesOf(hidden: HiddenAnswers["hidden"]) {
  const names = [0, 1].map((line) => gateOf(hidden.map((outputs) => outputs[line] === 1)));
  return names.every(Boolean) ? `: ${names.join(", ")} into AND` : "";
}

const taskNow = () => (areTwo.value ? TASKS.two : gate.value === "XOR" ? TASKS.xor : TASKS.one);

export function Lesson() {
  const isShown = isOpen(NUMBER);
  const outputs = isShown ? ((areTwo.value ? two.value : one.value)?.outputs ?? null) : null;
  return (
    <Frame lesson={NUMBER} {...TEXT} task={taskNow()} finding={isShown ? findingOf(outputs) : { label: "", words: "" }}>
      <Handles lesson={NUMBER}>
        <Gates />
        <div class="square-row">
          <Square outputs={outputs} />
          {areTwo.value ? (
            <SeenByThird gate={gate.value} answers={isShown ? two.value : null} />
          ) : (
            <Sums gate={gate.value} answers={isShown ? one.value : null} />
          )}
        </div>
        <Formulas />
        <div class="line-tools">
          <Button testid="swap-A" onPress={() => swap(0)}>
            {areTwo.value ? "Swap A" : "Swap sides"}
          </Button>
          {areTwo.value ? (
            <Button testid="swap-B" onPress={() => swap(1)}>
              Swap B
            </Button>
          ) : (
            <button type="button" data-testid="all-lines" aria-pressed={areAllShown.value} onClick={showAll}>
              All that do it
            </button>
          )}
          <button type="button" data-testid="two-lines" aria-pressed={areTwo.value} onClick={addLine}>
            Two lines
          </button>
        </div>
      </Handles>
    </Frame>
  );
}

const Gates = () => (
  <fieldset class="choice gates">
    <legend class="visually-hidden">What the dots want, and how many of {ALL} lines do it</legend>
    <div>
      {GATES.map((name) => (
        <label key={name}>
          <input
            type="radio"
            class="visually-hidden"
            name="gate"
            data-testid={`gate-${name}`}
            checked={name === gate.value}
            onChange={() => choose(name)}
          />
          <span>
            {name}
            <small>{isOpen(NUMBER) && found.value ? linesWords(found.value[name].length) : "?"}</small>
          </span>
        </label>
      ))}
    </div>
  </fieldset>
);

/** The weights are the line's; with one there is room for what its dots want. */
function Formulas() {
  const [a, b] = lines.value.map(weightsOf);
  return (
    <div class="formulas" data-place>
      {areTwo.value ? (
        <>
          <span>A</span>
          <b data-testid="sum">{sumOf(a)}</b>
          <span>B</span>
          <b data-testid="sum-B">{sumOf(b)}</b>
          <span>third</span>
          <b class="set-by-none">{sumOf(THIRD, ["A", "B"])}</b>
        </>
      ) : (
        <>
          <b data-testid="sum">{sumOf(a)}</b>
          <span class="meaning">
            {MEANINGS[gate.value]}
            {gate.value === "XOR" && isOpen(NUMBER) && found.value && ` ${triedWords(found.value.XOR.length)}`}
          </span>
        </>
      )}
    </div>
  );
}

const triedWords = (count: number) => `Of ${ALL} lines tried, ${doWords(count)} it.`;
