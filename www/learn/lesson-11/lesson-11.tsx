// Lesson 11: a network that learns ten digits by heart, and what it makes of strangers' digits.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { announce } from "../../store/announcement";
import { clear } from "../../store/drawing";
import { Button } from "../../ui/button";
import { percent } from "../../ui/format";
import { Frame } from "../frame";
import { Handle, Handles } from "../handles";
import { finish } from "../progress";
import { Epochs } from "./epochs";
import { EPOCHS, epochWords } from "./keras";
import * as learning from "./learning";
import { setupWords, type Setup } from "./recipe";
import { Table } from "./table";
import * as own from "./ten";

const NUMBER = 11;

const TEXT = {
  lead: "Does a network learn to read, or just ten pictures? A program plays strangers.",
  ask: "It learns your ten. Of 500 digits by strangers it reads",
  choices: ["Nearly all", "About 60 %", "About 10 %"],
  task: "Write 0 to 9. Let it learn, write one again, then change how.",
  point: "Perfect on its ten, poor on strangers: so those who test it must be others.",
  toCome: "Let it learn. The point comes here.",
  real: [
    {
      href: "#/train?recipe=keras-mlp&epochs=20&dropout=0",
      words: "Train without dropout until it is “learning by heart”; Keep it, and compare",
    },
    { href: "#/mind/yours", words: "Teach it your digits; keep your own score" },
  ],
} as const;

/** Of the printed run, that is looked at. */
const epoch = signal(EPOCHS.length);

const REMEDIES: readonly { part: keyof Setup; words: string }[] = [
  { part: "others", words: "+1,000 by others" },
  { part: "dropout", words: "Dropout" },
  { part: "turned", words: "±10°" },
];

const learn = () => learning.learn(matchMedia("(prefers-reduced-motion: reduce)").matches, () => finish(NUMBER));

function change(part: keyof Setup) {
  if (!learning.learning.peek()) return;
  learning.setup.value = { ...learning.setup.peek(), [part]: !learning.setup.peek()[part] };
  learn();
}

function look(at: number) {
  epoch.value = at;
  announce(epochWords(at));
}

export function Lesson() {
  useEffect(() => {
    own.takeWritten();
    learning.writeStrangers();
    return learning.leave;
  }, []);
  return (
    <Frame lesson={NUMBER} {...TEXT} finding={finding()}>
      <Handles lesson={NUMBER}>
        <Table lesson={NUMBER} />
        <div class="learn-ten">
          <NextButton />
          <OtherButton />
        </div>
        <div class="remedies" role="group" aria-label="Learn from, and how">
          {REMEDIES.map(({ part, words }) => (
            <button
              key={part}
              type="button"
              data-testid={`way-${part}`}
              aria-pressed={learning.setup.value[part]}
              aria-disabled={learning.learning.value ? undefined : true}
              onClick={() => change(part)}
            >
              {words}
            </button>
          ))}
        </div>
        <p class="pad-words" data-testid="pad-words">
          {padWords()}
        </p>
        <p class="printed-run">
          “Computer vision with neural nets”: a bigger network, 20 rounds (epochs). Circles: best.
        </p>
        <Epochs at={epoch.value} />
        <Handle
          label="Epoch of the printed run"
          testid="handle-epoch"
          value={epoch.value}
          min={1}
          max={EPOCHS.length}
          step={1}
          onMove={look}
        >
          Stop after epoch
        </Handle>
        <p class="epoch-words" data-testid="epoch-words">
          {epochWords(epoch.value)}
        </p>
      </Handles>
    </Frame>
  );
}

/** The button that goes on: with the next digit, or with learning. */
function NextButton() {
  const wanted = own.wanted.value;
  if (wanted === null)
    return (
      <Button testid="learn" class="primary" isAble={!learning.isLearning.value} onPress={learn}>
        {learning.isLearning.value ? "It learns" : "Learn them"}
      </Button>
    );
  const pad = own.onPad.value;
  const words = { blank: `Write a ${wanted} on the pad`, kept: `Clear for a ${wanted}`, new: `Keep it as ${wanted}` }[
    pad
  ];
  return (
    <Button testid="keep" onPress={{ blank: showPad, kept: clearPad, new: keep }[pad]}>
      {words}
    </Button>
  );
}

function clearPad() {
  clear();
  unfoldPad();
}

/** On a phone the pad unfolds; where it stands already it gets the focus, for its keys. */
function showPad() {
  if (!unfoldPad()) document.querySelector<HTMLElement>("[data-testid=pad]")?.focus();
}

/** @returns whether it was folded */
function unfoldPad() {
  const strip = document.querySelector<HTMLElement>("[data-testid=strip][aria-expanded=false]");
  const isFolded = strip !== null && strip.getClientRects().length > 0;
  if (isFolded) strip.click();
  return isFolded;
}

function keep() {
  learning.forget();
  own.keepDrawing();
}

function writeRest() {
  own.writeMissing();
  focusLearn();
}

function leave() {
  own.want(null);
  focusLearn();
}

/** The button that was pressed goes, and what comes next is to learn. */
const focusLearn = () =>
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(".lesson [data-testid=learn]")?.focus({ preventScroll: true }),
  );

function OtherButton() {
  if (!own.isComplete.value)
    return (
      <Button key="pen" testid="pen" onPress={writeRest}>
        Page’s pen, write the rest
      </Button>
    );
  if (own.wanted.value !== null)
    return (
      <Button key="leave" testid="leave" onPress={leave}>
        Leave it as it is
      </Button>
    );
  const anew = () => {
    learning.forget();
    own.writeAnew();
  };
  return (
    <Button key="anew" testid="anew" onPress={anew}>
      Write them anew
    </Button>
  );
}

/** What it reads on the pad, and how it did when it last learnt otherwise. */
function padWords() {
  const { fault, score, readOnPad } = learning;
  if (fault.value) return fault.value;
  if (!score.value) return "Strangers: 500 digits that the program writes, in styles that it never learns from.";
  const pad = readOnPad.value;
  return (
    <>
      {pad
        ? `On the pad it reads ${pad.digit}, ${percent(pad.probability)}.`
        : "Write one again, and it reads it here."}
      <br />
      {strangerWords(score.value.strangers)}
    </>
  );
}

function strangerWords(now: number) {
  const [before, setup] = [learning.before.value, learning.learning.value];
  const last = before ? `; before (${setupWords(before.setup)}) ${before.strangers} %.` : ".";
  const dropout = setup?.dropout && !setup.others ? " Dropout alone adds no digits." : "";
  return `Strangers’: ${now} %${last}${dropout}`;
}

function finding() {
  const { fault, isLearning, learning: setup, score } = learning;
  const label = setup.value ? `It shows, ${setupWords(setup.value)}` : "It shows";
  if (fault.value) return { label, words: "it could not learn" };
  if (!score.value) return { label, words: isLearning.value ? "it learns" : "nothing learnt yet" };
  return { label, words: `${score.value.ten} of its 10; ${score.value.strangers} % of strangers’` };
}
