// Builds the score for the user's own handwriting and wires it: what is said of a reading → marks → views and files.
import { imagesFile, labelsFile, strokesFile } from "./lib/export.js";
import { find } from "./lib/find.js";
import { aDigit } from "./lib/format.js";
import { hand } from "./lib/hand.js";
import { scoreWords, tallyOf } from "./lib/tally.js";
import { Marks } from "./store/marks.js";
import { Score } from "./view/mind/score.js";
import { Verdict } from "./view/mind/verdict.js";

/** @typedef {import("./lib/drawing.js").Drawing} Drawing */
/** @typedef {import("./lib/reading.js").Reading} Reading */
/** @typedef {import("./store/marks.js").Mark} Mark */

const FILES = {
  strokes: { name: "my-digits.jsonl", of: strokesFile },
  images: { name: "my-digits-images-idx3-ubyte", of: imagesFile },
  labels: { name: "my-digits-labels-idx1-ubyte", of: labelsFile },
};

/** @param {HTMLElement} section @param {() => void} changed called when something else was said */
export function startScore(section, changed) {
  /** @type {{ drawing: Drawing, reading: Reading, network: string } | null} */
  let now = null;
  /** The drawing of which Wrong was said, while the digit is still to come. @type {Drawing | null} */
  let asked = null;

  const marks = new Marks(() => {
    showScore();
    changed();
  });
  const mark = () => now && marks.of(now.drawing);
  const put = (/** @type {number} */ label) => {
    asked = null;
    if (now) marks.put(now.drawing, now.reading, now.network, label);
  };
  const verdict = new Verdict(find(".verdict", HTMLElement, section), {
    right() {
      const before = mark();
      if (before && before.label === before.read) return void marks.remove(before);
      const read = before ? before.read : now?.reading.ranking[0];
      if (read != null) put(read);
    },
    wrong() {
      const before = mark();
      const wasSaid = asked !== null || (before !== null && before.label !== before.read);
      asked = wasSaid ? null : (now?.drawing ?? null);
      if (before) marks.remove(before);
      changed();
    },
    which: put,
  });
  const score = new Score(find(".score", HTMLElement, section), {
    taken: (file) => hand(FILES[file].name, new Blob([FILES[file].of(marks.all)])),
    forgotten: () => marks.clear(),
  });

  function showScore() {
    const tally = tallyOf(marks.all);
    const drawn = marks.all.filter(({ strokes }) => strokes).length;
    const pictures = tally.total - drawn;
    const rest = pictures > 0 ? ` ${pictures} of them ${pictures === 1 ? "is a picture and has" : "are pictures and have"} no strokes.` : "";
    const kept = marks.isForbidden
      ? "This browser keeps nothing for this page, so a reload will lose what you marked."
      : "What you mark is kept in this browser and goes nowhere else.";
    score.update(scoreWords(tally), tally, drawn, kept + rest);
  }

  function showVerdict() {
    const said = mark();
    const { state = "blank", isOwn = true, ranking = [] } = now?.reading ?? {};
    const isRead = state === "read" || state === "unsure";
    const canMark = isRead && isOwn;
    if (!canMark || said || now?.drawing !== asked) asked = null;
    const read = said ? said.read : state === "read" ? ranking[0] : null;
    verdict.update({
      words: asked ? "Which digit is it?" : wordsOf(said, isRead, isOwn, read),
      canBeRight: canMark && read !== null,
      canBeWrong: canMark,
      isRight: said !== null && said.label === said.read,
      isWrong: asked !== null || (said !== null && said.label !== said.read),
      label: said?.label ?? null,
    });
  }

  showScore();
  marks.load();
  return {
    marks,
    /** The digit on the pad, if the user said which it is. */
    get told() {
      return mark()?.label ?? null;
    },
    /** @param {Drawing} drawing @param {Reading} reading @param {string} network that read */
    update(drawing, reading, network) {
      now = { drawing, reading, network };
      showVerdict();
    },
  };
}

/** @param {Mark | null} mark @param {boolean} isRead @param {boolean} isOwn @param {number | null} read */
function wordsOf(mark, isRead, isOwn, read) {
  const answer = read === null ? "It gave no answer" : `It read ${aDigit(read)}`;
  if (mark) return `${answer}, and you said that it is ${aDigit(mark.label)}. It counts.`;
  if (!isRead) return "Draw a digit on the pad, and say whether it was read right.";
  if (!isOwn) return "Somebody else wrote this one, so it does not count.";
  return read === null ? `${answer}. Press Wrong, and say which digit it is.` : `${answer}. Is that right?`;
}
