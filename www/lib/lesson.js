// A lesson and its effect in words and figures.
import { aDigit, percent } from "./format.js";
import { own } from "./own.js";

/** @typedef {import("../mind/protocol.js").Taught} Taught */
/** @typedef {import("../mind/protocol.js").Effect} Effect */
/** @typedef {{ name: import("../mind/protocol.js").Events["lesson"]["stage"], done: number }} Stage */
/** @typedef {{ what: string, before: string, after: string }} Row */
/** @typedef {{ steps: number, label: number, isLearnt: boolean, rows: Row[] }} Trial label: of the last drawing; isLearnt: that one */
/**
 * @typedef {object} Now
 * @property {{ label: number }[]} marks
 * @property {Stage | null} stage of the lesson under way
 * @property {Trial | null} trial a lesson that was given, and is neither kept nor dropped
 * @property {string} fault in a sentence
 * @property {number} lessons that were kept
 * @property {boolean} isReading the network that was taught reads the pad
 * @property {boolean} replaces the lesson was another network's
 * @property {boolean} isForbidden the browser keeps nothing
 */

/** What a lesson did to the last drawing, to all of them, and to what it knew. @param {Taught} taught @param {Uint8Array} labels @returns {Trial} */
export function effectOf({ steps, before, after }, labels) {
  const last = labels.length - 1;
  const label = labels[last];
  const each = (/** @type {(effect: Effect) => string} */ say) => ({ before: say(before), after: say(after) });
  const right = (/** @type {Effect} */ { reads }) => reads.filter(({ read }, i) => read === labels[i]).length;
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

/** @param {import("../mind/protocol.js").Read} read */
const readOf = ({ read, sure }) => (read === null ? `no answer, ${percent(sure)} at most` : `${read}, ${percent(sure)} sure`);

/** What there is to say, and how far the lesson is, which is not read out. @param {Now} now @returns {{ words: string, progress: string, foot: string }} */
export function wordsOf(now) {
  const { stage } = now;
  return { words: said(now), progress: stage ? progressOf(stage) : "", foot: footOf(now) };
}

/** @param {Now} now */
function said({ marks, stage, trial, fault, lessons, isReading, replaces }) {
  if (stage) return own(STAGES, stage.name) ?? "";
  if (fault) return fault;
  if (trial) return `${judged(trial)}${replaces ? " Keeping it replaces the network that you taught before." : ""}`;
  if (lessons > 0) {
    const kept = lessons === 1 ? "A lesson is kept" : `${lessons} lessons are kept`;
    return isReading ? `${kept}, and the network that was taught reads your pad. Undo takes the last one back.` : `${kept}, but another network reads your pad.`;
  }
  const last = marks.at(-1);
  if (!last) return "Mark a digit above, right or wrong, and it can be taught here.";
  const count = marks.length === 1 ? "One digit is marked" : `${marks.length} digits are marked, the last one`;
  return `${count}, ${aDigit(last.label)}.`;
}

/** @param {Trial} trial */
function judged({ steps, label, isLearnt }) {
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

/** @param {Stage} stage */
function progressOf({ name, done }) {
  if (name === "teach") return `Step ${done}`;
  return name === "images" ? `${(done / 1e6).toFixed(1)} MB` : `${Math.floor(100 * done)} %`;
}

/** @param {Now} now */
function footOf({ isForbidden, lessons }) {
  if (isForbidden) return "This browser keeps nothing for this page, so a reload will lose what you taught it.";
  if (lessons > 0) return "What you taught it is kept in this browser and goes nowhere else. The last five lessons can be taken back.";
  return "The first lesson fetches 2.7 MB of MNIST’s images, once.";
}
