// Lesson 12: a network asked backwards, and its picture sent forth again.
import { useEffect } from "preact/hooks";
import { obstacle } from "../../engine/obstacle";
import { announce } from "../../store/announcement";
import { image } from "../../store/prediction";
import { Button } from "../../ui/button";
import { aDigit } from "../../ui/format";
import { focusHeading } from "../../ui/heading";
import { Frame } from "../frame";
import { Choice, Handle, Handles } from "../handles";
import { finish, isOpen } from "../progress";
import * as asked from "./network";
import { Figure } from "./figure";
import { Ghosts } from "./ghosts";
import { inFullWords, LAST, share, STEPS, wordsOf } from "./steps";

const NUMBER = 12;

const TEXT = {
  lead: "O. Symon runs his network from the answer back to a picture, a ghost. Then the ghost is read like a drawing.",
  ask: "Made for 0.99 each. How many are read with it?",
  choices: ["All ten", "About half", "One"],
  task: "Walk the steps. Ask for a 7. Climb from grey. Scramble all pixels.",
  point: "The way back is not the way forth; a dense network does not mind a scramble, a convolution does.",
  real: [{ href: "#/mind/dreams", words: "See what the page’s network dreams" }],
} as const;

function change(act: () => void) {
  act();
  finish(NUMBER);
}

function walk(to: number) {
  asked.at.value = to;
  // The walk is the ghost's.
  if (!STEPS[to].isForth) asked.source.value = "ghost";
  announce(pictureWords());
}

function send(picture: asked.Source) {
  asked.source.value = picture;
  asked.at.value = LAST;
  if (picture === "climb") asked.startClimb(isStill());
}

const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function ask(digit: number) {
  asked.digit.value = digit;
  if (asked.source.peek() === "climb") send("climb");
}

export function Lesson() {
  useEffect(() => {
    asked.symon.load();
    const stop = asked.askWhenHere(isStill());
    return () => {
      stop();
      asked.stopClimb();
    };
  }, []);
  const at = asked.at.value;
  const isThere = isOpen(NUMBER) && asked.traces.value !== null;
  return (
    <Frame lesson={NUMBER} {...TEXT} finding={finding()}>
      <Handles lesson={NUMBER}>
        <Ghosts isOpen={isThere} onAsk={(digit) => change(() => ask(digit))} />
        <Figure isOpen={isThere} />
        <Handle
          label="How far the walk has come"
          testid="handle-step"
          value={at}
          min={0}
          max={LAST}
          step={1}
          words={(step) => `${step + 1}/${LAST + 1}`}
          onMove={(to) => change(() => walk(to))}
        >
          Step
        </Handle>
        <p class="step-words" data-testid="step-words">
          {stepWords(isThere)}
        </p>
        <Choice
          label="Send in"
          testid="sent"
          options={[
            { value: "ghost", words: "Ghost" },
            { value: "climb", words: "Climb from grey" },
            { value: "yours", words: "Yours" },
          ]}
          value={asked.source.value}
          onChoose={(picture: asked.Source) => change(() => send(picture))}
        />
        <div class="scramble">
          <Button testid="scramble" onPress={() => change(() => (asked.isScrambled.value = !asked.isScrambled.peek()))}>
            {asked.isScrambled.value ? "Put back" : "Scramble"}
          </Button>
          <p>{scrambleWords(isThere)}</p>
        </div>
      </Handles>
    </Frame>
  );
}

function again() {
  asked.tryAgain(isStill());
  // The button goes.
  focusHeading();
}

function stepWords(isThere: boolean) {
  if (asked.fault.value)
    return (
      <>
        {asked.fault.value}{" "}
        {!obstacle.value && (
          <button type="button" class="link" data-testid="again" onClick={again}>
            Try again
          </button>
        )}
      </>
    );
  if (!isOpen(NUMBER)) return "Say first; then the steps are told here.";
  return isThere ? pictureWords() : "The network is still arriving.";
}

/** What the step does that the walk has come to, or what goes in instead of a ghost. */
function pictureWords() {
  const [digit, trace, said] = [asked.digit.value, asked.traces.value?.[asked.digit.value], asked.forward.value];
  if (asked.source.value === "yours")
    return image.value
      ? "Your drawing goes in, as any picture does."
      : "There is no ink on the pad yet: draw something, and it goes in here.";
  if (asked.source.value === "climb")
    return `The climb: it improves a grey picture pixel by pixel, a little at a time, to more of ${aDigit(digit)}. It finds no strokes.`;
  return trace && said ? wordsOf(asked.at.value, digit, trace, said) : "";
}

function scrambleWords(isThere: boolean) {
  const [forward, other] = [asked.forward.value, asked.convolution.value];
  if (!isThere || !forward || !other || !asked.isScrambled.value)
    return "All alike, in the pictures and in the first weights. A convolution has no weight for a single pixel.";
  const whose = image.value ? "" : ", of its own 3";
  return `${distance(forward.apart)} The page’s convolution${whose}: ${sure(other.plain)}, scrambled: ${sure(other.moved)}.`;
}

const sure = (answer: string) => (answer === "?" ? "not sure" : answer);

/** How far apart the outputs are, with a bound that they keep. */
function distance(apart: number) {
  if (apart >= 1e-5) return `Outputs ${apart.toFixed(5)} apart.`;
  return `Same outputs, to ${apart < 1e-6 ? "0.000001" : "0.00001"}.`;
}

function finding() {
  const [forward, returned] = [asked.forward.value, asked.returned.value];
  const label = "It shows";
  if (asked.fault.value) return { label, words: "it could not be asked" };
  if (!returned) return { label, words: "still arriving" };
  return { label, words: `${inFullWords(returned)}${forward ? ` (${pictureFinding(forward.outputs)})` : ""}` };
}

/** What comes of the picture that goes in now. */
function pictureFinding(outputs: Float32Array) {
  const digit = asked.digit.value;
  const source = { ghost: `the ${digit}`, climb: `climb to ${digit}`, yours: "" }[asked.source.value];
  return source ? `${source}: ${share(outputs[digit])}` : `yours: read as ${asked.read.value}`;
}
