// A lesson and its effect in words and figures.
import { aDigit, percent } from "../../ui/format";
import { own } from "../../ui/own";
import type { Effect, Events, Read, Taught } from "../worker/protocol";

export type Stage = { name: Events["lesson"]["stage"]; done: number };
export type Row = { what: string; before: string; after: string };
/** `label`: of the last drawing; `isLearnt`: that one. */
export type Trial = { steps: number; label: number; isLearnt: boolean; rows: Row[] };
interface Now {
  marks: { label: number }[];
  /** Of the lesson under way. */
  stage: Stage | null;
  /** A lesson that was given, and is neither kept nor dropped. */
  trial: Trial | null;
  /** In a sentence. */
  fault: string;
  /** That were kept. */
  lessons: number;
  /** The network that was taught reads the pad. */
  isReading: boolean;
  /** The lesson was another network's. */
  replaces: boolean;
  /** The browser keeps nothing. */
  isForbidden: boolean;
}

/** What a lesson did to the last drawing, to all of them, and to what it knew. */
export function effectOf({ steps, before, after }: Taught, labels: Uint8Array): Trial {
  const last = labels.length - 1;
  const label = labels[last];
  const each = (say: (effect: Effect) => string) => ({ before: say(before), after: say(after) });
  const right = ({ reads }: Effect) => reads.filter(({ read }, i) => read === labels[i]).length;
  return {
    steps,
    label,
    isLearnt: after.reads[last].read === label,
    rows: [
      { what: `Your last digit, ${aDigit(label)}`, ...each(({ reads }) => readOf(reads[last])) },
      { what: "Your marked digits, read right", ...each((effect) => `${right(effect)} of ${labels.length}`) },
      { what: "10,000 test images, read right", ...each(({ accuracy }) => `${(100 * accuracy).toFixed(2)} %`) },
    ],
  };
}

const readOf = ({ read, sure }: Read) =>
  read === null ? `no answer, ${percent(sure)} at most` : `${read}, ${percent(sure)} sure`;

/** What there is to say, and how far the lesson is, which is not read out. */
export function wordsOf(now: Now): { words: string; progress: string; foot: string } {
  const { stage } = now;
  return { words: said(now), progress: stage ? progressOf(stage) : "", foot: footOf(now) };
}

function said({ marks, stage, trial, fault, lessons, isReading, replaces }: Now) {
  if (stage) return own(STAGES, stage.name) ?? "";
  if (fault) return fault;
  if (trial) return `${judged(trial)}${replaces ? " Keeping it replaces the network that you taught before." : ""}`;
  if (lessons > 0) {
    const kept = lessons === 1 ? "A lesson is kept" : `${lessons} lessons are kept`;
    return isReading
      ? `${kept}, and the network that was taught reads your pad. Undo takes the last one back.`
      : `${kept}, but another network reads your pad.`;
  }
  const last = marks.at(-1);
  if (!last) return "Mark a digit above, right or wrong, and it can be taught here.";
  const count = marks.length === 1 ? "One digit is marked" : `${marks.length} digits are marked, the last one`;
  return `${count}, ${aDigit(last.label)}.`;
}

function judged({ steps, label, isLearnt }: Trial) {
  if (steps === 0) return "It is sure of all your marked digits already: there is nothing to teach.";
  const after = `After ${steps} small ${steps === 1 ? "step" : "steps"} it`;
  if (isLearnt) return `${after} reads your ${label} right. Keep it?`;
  return `${after} still does not read your ${label}. Mark a few more of them and teach again, or keep what it has learnt.`;
}

const STAGES = {
  images: "The images that it has to remember are arriving.",
  before: "It reads the 10,000 test images as it is now.",
  teach: "It learns your digits.",
  after: "It reads the test images again.",
};

function progressOf({ name, done }: Stage) {
  if (name === "teach") return `Step ${done}`;
  return name === "images" ? `${(done / 1e6).toFixed(1)} MB` : `${Math.floor(100 * done)} %`;
}

function footOf({ isForbidden, lessons }: Now) {
  if (isForbidden) return "This browser keeps nothing for this page, so a reload will lose what you taught it.";
  if (lessons > 0)
    return "What you taught it is kept in this browser and goes nowhere else. The last five lessons can be taken back.";
  return "The first lesson fetches 2.7 MB of MNIST’s images, once.";
}
