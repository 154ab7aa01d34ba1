// Lesson 4: the same neuron answers by a step and by a sigmoid, and both are told to learn OR.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { crate } from "../../store/program";
import { Button } from "../../ui/button";
import { Frame } from "../frame";
import { Handle, Handles } from "../handles";
import { decimal } from "../numeral";
import { finish, isOpen } from "../progress";
import { forget, learn, run, stop, TRIES, wake } from "./learning";
import {
  biasFor,
  BENDS,
  LIMITS,
  moveOf,
  moveWords,
  nudged,
  START,
  STEEPNESSES,
  weightsOf,
  type NeuronSettings,
} from "./neuron";
import { ARRIVING, Side } from "./side";
import { Taught } from "./taught";

const NUMBER = 4;

const TEXT = {
  lead:
    "A step says 0 up to its border, 1 beyond; a sigmoid, a curve like an S, climbs bit by bit. " +
    "Both should learn OR: filled dots want 1, hollow ones 0. Blue: A alone.",
  ask: "Where the blue dot is now, A’s weight grows by 0.01. What does the step do?",
  choices: ["A bit more", "Nothing", "It flips"],
  task: "Slide the blue dot to the middle. Learn. Put back, steepen, learn.",
  point: "A step has no slope to learn by; a sigmoid has one, and moves most in its middle.",
  real: [{ href: "#/train?recipe=nielsen", words: "Train Nielsen’s network of 40 sigmoids" }],
} as const;

const settings = signal(START);

function move(next: NeuronSettings) {
  const now = settings.peek();
  if (next.weight === now.weight && next.bias === now.bias && next.steepness === now.steepness) return;
  forget();
  settings.value = next;
  finish(NUMBER);
}

function teach() {
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  void learn(weightsOf(settings.peek()), !isStill);
  finish(NUMBER);
}

function putBack() {
  forget();
  settings.value = START;
}

function finding() {
  if (!crate.value) return { label: "It shows", words: ARRIVING };
  const now = run.value;
  if (now?.isOver && !now.fault) {
    const step = now.refusal ? "refused" : "taught";
    const sigmoid = now.doesOrAfter === null ? "no" : "yes";
    return { label: `OR in ${TRIES} tries`, words: `Step: ${step}. Sigmoid: ${sigmoid}` };
  }
  const [step, sigmoid] = BENDS.map((bend) => moveOf(bend, weightsOf(settings.value), settings.value.steepness));
  return {
    label: "With 0.01 more",
    words: `Step: ${step === 0 ? "nothing" : "it flips"}. Sigmoid: ${moveWords(sigmoid)}`,
  };
}

export function Lesson() {
  useEffect(() => {
    wake();
    return stop;
  }, []);
  const now = settings.value;
  const open = isOpen(NUMBER);
  return (
    <Frame lesson={NUMBER} {...TEXT} finding={finding()}>
      <div class="sides">
        {BENDS.map((bend) => (
          <Side
            key={bend}
            bend={bend}
            settings={now}
            isOpen={open}
            onSlide={(sum) => move(biasFor(settings.peek(), sum))}
          />
        ))}
      </div>
      <div class="taught">
        {BENDS.map((bend) => (
          <Taught key={bend} bend={bend} settings={now} isOpen={open} />
        ))}
      </div>
      <Handles lesson={NUMBER}>
        <div class="handle nudges">
          <span class="handle-name">Weight of A</span>
          <div>
            <Button testid="nudge-down" onPress={() => move(nudged(settings.peek(), -1))}>
              −0.01
            </Button>
            <Button testid="nudge-up" onPress={() => move(nudged(settings.peek(), 1))}>
              +0.01
            </Button>
          </div>
          <b data-testid="weight">{decimal(now.weight, 2)}</b>
        </div>
        <Handle
          testid="handle-bias"
          label="Bias, which moves all dots"
          value={now.bias}
          {...LIMITS.bias}
          words={(bias) => decimal(bias, 1)}
          onMove={(bias) => move({ ...settings.peek(), bias })}
        >
          <span class="handle-name">Bias, all dots</span>
        </Handle>
        <Handle
          testid="handle-steepness"
          label="Steepness, which all weights are multiplied by"
          value={STEEPNESSES.findIndex((steepness) => steepness === now.steepness)}
          min={0}
          max={STEEPNESSES.length - 1}
          step={1}
          words={(index) => `× ${STEEPNESSES[index]}`}
          onMove={(index) => move({ ...settings.peek(), steepness: STEEPNESSES[index] })}
        >
          <span class="handle-name">Steepness, all weights</span>
        </Handle>
        <div class="teach">
          <Button testid="learn" onPress={teach}>
            Learn, {TRIES} tries
          </Button>
          <Button testid="put-back-weights" onPress={putBack}>
            Put back
          </Button>
        </div>
      </Handles>
    </Frame>
  );
}
