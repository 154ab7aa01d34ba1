// Lesson 2: a neuron as two weights and a bias.
import { signal } from "@preact/signals";
import { Frame } from "../frame";
import { Handle, Handles } from "../handles";
import { networkOf } from "../networks";
import { numeral } from "../numeral";
import { finish, isOpen } from "../progress";
import { Lanes } from "./lanes";
import { RECIPE, resultsOf, weightsOf } from "./network";
import { LIMITS, moved, REASONS, remark, START, STEP, when, type Names, type Part } from "./neuron";

const NUMBER = 2;

const TEXT = {
  lead:
    "A neuron adds up reasons. It starts at its bias, each yes pushes it by a weight, and past the border at 0 it goes. " +
    "4, 3 and −4 are from a text on TensorFlow.",
  ask: "Money 4, time 3, bias\u00a0−4. When does it go?",
  choices: ["With either", "With money", "Only both"],
  task: "Push the start until the first reason is enough, then either. Rename the reasons if you like.",
  point:
    "Nothing in it says “and” or “or”: the weights say how far each reason carries, the bias alone how far is far enough.",
  real: [
    {
      href: "#/mind/neurons?n=3",
      words: "Open a neuron of the network that reads: the same sum, with many more reasons",
    },
  ],
} as const;

const ARRIVING = "The network is still arriving";

const DEFAULT_NAMES: Names = { first: "money", second: "time" };
const LONGEST_NAME = 9;

const neuron = signal(START);
/** As they were typed. */
const typed = signal(DEFAULT_NAMES);

/** A name that was deleted is the one that it was. */
const nameOf = (reason: keyof Names) => typed.value[reason].trim() || DEFAULT_NAMES[reason];

function move(part: Part, value: number) {
  const next = moved(neuron.peek(), part, value);
  if (next === neuron.peek()) return;
  neuron.value = next;
  finish(NUMBER);
}

export function Lesson() {
  const now = neuron.value;
  const names: Names = { first: nameOf("first"), second: nameOf("second") };
  const network = networkOf(RECIPE, weightsOf(now));
  const results = network && resultsOf(network);
  const label = `It shows at ${numeral(now.first)}, ${numeral(now.second)}, ${numeral(now.bias)}`;
  const handle = (part: Part) => ({ testid: `handle-${part}`, value: now[part], step: STEP, ...LIMITS[part] });
  return (
    <Frame lesson={NUMBER} {...TEXT} finding={{ label, words: results ? when(results, names) : ARRIVING }}>
      <Lanes neuron={now} results={results} names={names} isOpen={isOpen(NUMBER)} onMove={move} />
      <p class="remark" data-testid="remark">
        {isOpen(NUMBER) && results && remark(now, results, names)}
      </p>
      <Handles lesson={NUMBER}>
        {REASONS.map((reason) => (
          <Handle
            key={reason}
            {...handle(reason)}
            label={`Weight of ${names[reason]}`}
            onMove={(value) => move(reason, value)}
          >
            <Name reason={reason} />
          </Handle>
        ))}
        <Handle {...handle("bias")} label="Bias, where it starts" onMove={(value) => move("bias", value)}>
          <span class="handle-name">Bias, where it starts</span>
        </Handle>
      </Handles>
    </Frame>
  );
}

const Name = ({ reason }: { reason: keyof Names }) => (
  <input
    type="text"
    class="name"
    data-testid={`name-${reason}`}
    aria-label={`The ${reason} reason, in your words`}
    maxLength={LONGEST_NAME}
    autocomplete="off"
    placeholder={DEFAULT_NAMES[reason]}
    value={typed.value[reason]}
    onInput={({ currentTarget }) => (typed.value = { ...typed.value, [reason]: currentTarget.value })}
  />
);
