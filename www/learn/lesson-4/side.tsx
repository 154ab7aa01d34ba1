// One of the two neurons of lesson 4: its curve with the four cases on it, and what a nudge does.
import { ActivationCurve } from "../activation-curve";
import { placeAt, slopeWords } from "../bend";
import { numeral } from "../numeral";
import { onItsWay } from "./learning";
import {
  A_ALONE,
  answersOf,
  answerWords,
  CASES,
  moveOf,
  moveWords,
  weightsOf,
  type Answer,
  type Bend,
  type NeuronSettings,
} from "./neuron";

export const ARRIVING = "The network is still arriving.";

/** What the pictures of the slope end at: twice a sigmoid's steepest, unless it is steepened. */
const STEEPEST = 0.5;

interface Props {
  bend: Bend;
  settings: NeuronSettings;
  isOpen: boolean;
  onSlide: (sum: number) => void;
}

export function Side({ bend, settings, isOpen, onSlide }: Props) {
  const way = bend === "sigmoid" ? onItsWay.value : null;
  const weights = way?.weights ?? weightsOf(settings);
  const answers = answersOf(bend, weights, settings.steepness);
  const alone = answers[A_ALONE];
  const dots = answers.map(({ sum, value }, i) => ({ sum, value, isFilled: CASES[i].label === 1 }));
  const place = alone && placeAt(bend, alone.sum, settings.steepness);
  const shown = (words: string) => (isOpen ? words : "?");
  return (
    <figure class="side" data-testid={`side-${bend}`}>
      <figcaption>A {bend}</figcaption>
      <ActivationCurve
        bend={bend}
        steepness={settings.steepness}
        at={alone?.sum ?? settings.weight + settings.bias}
        dots={dots.filter((_, i) => i !== A_ALONE)}
        steepest={STEEPEST}
        isOpen={isOpen}
        onSlide={onSlide}
        testid={`curve-${bend}`}
      />
      <p class="visually-hidden">
        {isOpen && place ? `${inWords(answers)}; ${slopeWords(place.slope)} at A alone.` : ""}
      </p>
      <dl class="side-numbers">
        <dt>A alone</dt>
        <dd data-testid={`answer-${bend}`}>{shown(alone ? answerWords(alone.value) : "")}</dd>
        <dt>0.01 more</dt>
        <dd data-testid={`move-${bend}`}>{shown(alone ? moveWords(moveOf(bend, weights, settings.steepness)) : "")}</dd>
      </dl>
    </figure>
  );
}

const inWords = (answers: readonly Answer[]) =>
  answers
    .map(
      ({ sum, value }, i) => `${CASES[i].name}: sum ${numeral(Number(sum.toFixed(2)))}, answer ${answerWords(value)}`,
    )
    .join("; ");
