// Lesson 10: slopes and weights, layer by layer, and what they leave of an error by the time it is at the first layer.
import { computed, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { BLANK } from "../../engine/drawing";
import { THREE } from "../../store/own-pen";
import { image, prediction } from "../../store/prediction";
import { crate } from "../../store/program";
import { aDigit } from "../../ui/format";
import { ActivationCurve } from "../activation-curve";
import { answerOf } from "../answer";
import { client } from "../client";
import { Frame } from "../frame";
import { Choice, Handle, Handles } from "../handles";
import { finish, isOpen } from "../progress";
import { Bars } from "./bars";
import {
  ACTIVATIONS,
  DEEPEST,
  gainWords,
  GAINS,
  reachedWords,
  recipeOf,
  rowsOf,
  settingWords,
  type Setting,
} from "./deep";

const NUMBER = 10;
const TRAIN = "#/train?recipe=symon&hidden-layers=30, 30, 30, 30, 30, 30&activation=sigmoid&epochs=1";

const TEXT = {
  lead: "The error goes back from the answer, and each layer multiplies it by its slopes and weights. Nothing is learnt yet.",
  ask: "Six layers of sigmoids. How much reaches the first?",
  choices: ["About half", "A tenth", "Under 1 %"],
  task: "Make more of it reach layer 1.",
  point: "Slope × weight, layer after layer, before any learning; tanh, an S too, keeps much.",
  real: [{ href: TRAIN, words: "Train six layers of sigmoids; then set Activation to tanh" }],
} as const;

interface Question extends Setting {
  image: Float32Array;
  label: number;
}

/** Of the first weights. With others the figures differ, and what they show does not. */
const SEED = 1;
const START: Setting = { activation: "sigmoid", depth: DEEPEST, gain: 1 };

const setting = signal(START);
/** Where the thumb is on the curve. */
const thumb = signal(0);

const lengths = answerOf(({ activation, depth, gain, image, label }: Question) =>
  client.request("lengths", { recipe: recipeOf(activation, depth), seed: SEED, gain, image, label }),
);

/** The drawing, and the digit as which it is read; or a 3 of the page's own pen. */
const example = computed(() => {
  const drawn = image.value;
  if (drawn) return { image: drawn, label: prediction.value.ranking[0] ?? 3, isOwn: true };
  const three = crate.value?.imageOf({ ...BLANK, strokes: THREE });
  return three ? { image: three, label: 3, isOwn: false } : null;
});

function move(more: Partial<Setting>) {
  const before = setting.peek();
  const next = { ...before, ...more };
  if (isSame(before, next)) return;
  setting.value = next;
  finish(NUMBER);
}

/** What is known of the present image, with the setting that it was asked with. */
const known = computed(() => {
  const { question, answer } = lengths.latest.value ?? {};
  const isOfImage = question?.image === example.value?.image && question?.label === example.value?.label;
  return question && answer && isOfImage ? { question, rows: rowsOf(answer) } : null;
});

const isSame = (a: Setting, b: Setting) => a.activation === b.activation && a.depth === b.depth && a.gain === b.gain;

function finding() {
  const { question, rows } = known.value ?? {};
  if (lengths.fault.value) return { label: settingWords(setting.value), words: "It could not be computed" };
  if (!question) return { label: settingWords(setting.value), words: "It is being computed" };
  return { label: settingWords(question), words: reachedWords(question, rows ?? null) };
}

export function Lesson() {
  const { activation, depth, gain } = setting.value;
  const { image: pixels, label, isOwn } = example.value ?? {};
  useEffect(() => {
    if (pixels && label !== undefined) lengths.ask({ ...setting.value, image: pixels, label });
  }, [setting.value, pixels, label]);
  const open = isOpen(NUMBER);
  const { range } = ACTIVATIONS.find(({ value }) => value === activation) ?? ACTIVATIONS[0];
  const rows = known.value?.question.depth === depth ? known.value.rows : null;
  const isNow = known.value !== null && isSame(known.value.question, setting.value) && !lengths.fault.value;
  return (
    <Frame lesson={NUMBER} {...TEXT} finding={finding()}>
      <Handles lesson={NUMBER}>
        <Choice
          label="Curve"
          testid="bend"
          options={ACTIVATIONS}
          value={activation}
          onChoose={(value) => move({ activation: value })}
        />
      </Handles>
      <div class="deep">
        <ActivationCurve
          bend={activation}
          at={thumb.value}
          range={range}
          label="What goes into a neuron"
          isOpen={open}
          onSlide={(sum) => (thumb.value = Math.round(sum * 10) / 10)}
          testid="curve"
        />
        <figure>
          <figcaption>{lengths.fault.value || exampleWords(label, isOwn)}</figcaption>
          <Bars rows={rows ?? []} isNow={isNow} depth={depth} isOpen={open} />
        </figure>
      </div>
      <Handles lesson={NUMBER}>
        <Handle
          testid="handle-depth"
          label="Layers"
          value={depth}
          min={1}
          max={DEEPEST}
          step={1}
          onMove={(value) => move({ depth: value })}
        >
          <span class="handle-name">Layers</span>
        </Handle>
        <Handle
          testid="handle-gain"
          label="Weights, times 1/√n"
          value={GAINS.findIndex((value) => value === gain)}
          min={0}
          max={GAINS.length - 1}
          step={1}
          words={(i) => `× ${gainWords(GAINS[i])}`}
          onMove={(i) => move({ gain: GAINS[i] })}
        >
          <span class="handle-name">Weights, times 1/√n</span>
        </Handle>
      </Handles>
    </Frame>
  );
}

function exampleWords(label: number | undefined, isOwn: boolean | undefined) {
  if (label === undefined) return "The network is still arriving.";
  return `What reaches each layer of ${isOwn ? `your ${label}` : `${aDigit(label)} by the page`}`;
}
