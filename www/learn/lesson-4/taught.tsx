// What becomes of Learn, for each of the two neurons of lesson 4, and before that what their answers are like.
import { placeAt, slopeWords } from "../bend";
import { onItsWay, run, TRIES } from "./learning";
import { answersOf, CASES, moveOf, weightsOf, wrongOf, type Answer, type Bend, type NeuronSettings } from "./neuron";
import { ARRIVING } from "./side";

interface Props {
  bend: Bend;
  settings: NeuronSettings;
  isOpen: boolean;
}

export function Taught({ bend, settings, isOpen }: Props) {
  const way = bend === "sigmoid" ? onItsWay.value : null;
  const weights = way?.weights ?? weightsOf(settings);
  const answers = answersOf(bend, weights, settings.steepness);
  const words = () =>
    bend === "step"
      ? refusalWords(moveOf(bend, weights, settings.steepness))
      : learntWords(answers, settings.steepness);
  return (
    <p class={bend} data-testid={`taught-${bend}`}>
      {answers.length === 0 ? ARRIVING : isOpen && words()}
    </p>
  );
}

function refusalWords(move: number) {
  const now = run.value;
  if (!now) return move === 0 ? "The step says 0 or 1, nothing in between." : "The step flips: all or nothing.";
  return now.fault || (now.refusal ? `Refused: a step gives no direction to learn in. “${now.refusal}”` : "");
}

function learntWords(answers: readonly Answer[], steepness: number) {
  const now = run.value;
  if (!now) return nearWords(answers);
  if (now.fault) return "";
  if (!now.isOver) return `Sigmoid: try ${onItsWay.value?.steps ?? 0} of ${TRIES}`;
  if (now.doesOrAfter !== null) return `Sigmoid: OR after ${now.doesOrAfter} of ${TRIES} tries.`;
  const wrong = wrongOf(answers);
  const slopes = wrong.map((i) => placeAt("sigmoid", answers[i].sum, steepness)?.slope ?? 0);
  const names = wrong.map((i) => CASES[i].name).join(", ");
  const atMost = wrong.length > 1 ? " at most" : "";
  return `Sigmoid: not OR in ${TRIES} tries. Wrong: ${names}; ${slopeWords(Math.max(...slopes))}${atMost}`;
}

const nearWords = (answers: readonly Answer[]) =>
  answers.some(({ value }) => value === 0 || value === 1)
    ? "The sigmoid comes so near that 0 or 1 is what its digits round to."
    : "The sigmoid comes near 0 and 1, and never gets there.";
