// Lesson 8: which link is to blame for an error, and by which rule that is found out.
import { useEffect } from "preact/hooks";
import { aDigit, figure } from "../../ui/format";
import { Frame } from "../frame";
import { Choice, Handles } from "../handles";
import { guessOf, isOpen } from "../progress";
import { largestGradient, type Case } from "./case";
import { OneDigit } from "./one-digit";
import { Race } from "./race";
import { arrived, compare, stop } from "./race-state";
import { comparison, race } from "./rules";
import { askLosses, follow, lernmi, missingWords, now, NUMBER, part } from "./state";

const TEXT = {
  ask: "Which, moved a little, changes the loss most?",
  choices: ["A, heavy", "B, loud", "C, from ink"],
  task: "Wiggle it, walk back; race four rules.",
  toCome: "Let the four rules race. The point comes here.",
  point:
    "Only the chain rule, slope times weight from link to link, always agrees with the wiggle; dividing " +
    "does more than normalise.",
} as const;

const PARTS = [
  { value: "digit", words: "One digit" },
  { value: "rules", words: "Four rules" },
] as const;

export function Lesson() {
  const isReady = isOpen(NUMBER);
  useEffect(lernmi.load, []);
  useEffect(() => {
    if (isReady) askLosses();
  }, [isReady, now.value]);
  const bet = guessOf(NUMBER);
  useEffect(() => follow(bet), [bet]);
  const isRules = part.value === "rules";
  useEffect(() => {
    if (isRules && !comparison.latest.peek()) compare();
  }, [isRules]);
  useEffect(arrived, [race.latest.value, race.fault.value]);
  useEffect(() => stop, []);
  return (
    <Frame lesson={NUMBER} {...TEXT} lead={leadOf(now.value)} finding={finding()} real={waysOf(now.value)}>
      <Handles lesson={NUMBER}>
        <div class="error-lesson">
          <Choice
            label="Part"
            testid="part"
            options={PARTS}
            value={part.value}
            onChoose={(next) => (part.value = next)}
          />
          <div class="parts">
            <div class={isRules ? "away" : undefined} inert={isRules}>
              <OneDigit isOpen={isReady} />
            </div>
            <div class={isRules ? undefined : "away"} inert={!isRules}>
              <Race />
            </div>
          </div>
        </div>
      </Handles>
    </Frame>
  );
}

function leadOf(found: Case | null) {
  const [label, says] = found ? [aDigit(found.label), aDigit(found.says)] : ["another digit", "one"];
  return (
    `We say this is ${label}; S. Russell’s small network, Lernmi, reads ${says}. Loss: how wrong that is. ` +
    "Three links: one with a big weight, one with a loud signal, one from ink."
  );
}

/** The neuron of the digit that was read, whose number is one more. */
const waysOf = (found: Case | null) => [
  {
    href: `#/mind/neurons?n=${(found?.says ?? 3) + 1}`,
    words: "A neuron’s links: with bias and sum, the column adds up",
  },
];

function finding() {
  const { value: found } = now;
  if (!found) return { label: "It shows", words: missingWords() };
  const { name, link } = largestGradient(found);
  return {
    label: `As ${found.label}, not ${found.says}`,
    words: `${name} most: blame ${figure(link.gradient)}`,
  };
}
