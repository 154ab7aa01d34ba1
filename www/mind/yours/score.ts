// Builds the score for the user's own handwriting and wires it: what is said of a reading → marks → views and files.
import { imagesFile, labelsFile, strokesFile } from "./export";
import { find } from "../../ui/find";
import { aDigit } from "../../ui/format";
import { hand } from "../../ui/save-file";
import { scoreWords, tallyOf } from "./tally";
import { Marks, type Mark } from "../../store/labelled-drawings";
import { Score } from "./score-view";
import { Verdict } from "./verdict";
import type { Drawing } from "../../engine/drawing";
import type { Reading } from "../../engine/prediction";
import type { Model } from "../../app/model";

const FILES = {
  strokes: { name: "my-digits.jsonl", of: strokesFile },
  images: { name: "my-digits-images-idx3-ubyte", of: imagesFile },
  labels: { name: "my-digits-labels-idx1-ubyte", of: labelsFile },
};

/** @param changed called when something else was said */
export function startScore(section: HTMLElement, model: Model, changed: () => void) {
  let now: { drawing: Drawing; reading: Reading; network: string } | null = null;
  /** The drawing of which Wrong was said, while the digit is still to come. */
  let asked: Drawing | null = null;

  const marks = new Marks(() => {
    showScore();
    changed();
  });
  const mark = () => now && marks.of(now.drawing);
  const put = (label: number) => {
    asked = null;
    if (!now) return;
    const { drawing, reading, network } = now;
    const ink = drawing.picture ? null : model.flatten(drawing.strokes);
    void marks.put(drawing, ink, reading, network, label);
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
      if (before) void marks.remove(before);
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
    const rest =
      pictures > 0
        ? ` ${pictures} of them ${pictures === 1 ? "is a picture and has" : "are pictures and have"} no strokes.`
        : "";
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
  void marks.load();
  return {
    marks,
    /** The digit on the pad, if the user said which it is. */
    get told() {
      return mark()?.label ?? null;
    },
    /** @param network that read */
    update(drawing: Drawing, reading: Reading, network: string) {
      now = { drawing, reading, network };
      showVerdict();
    },
  };
}

function wordsOf(mark: Mark | null, isRead: boolean, isOwn: boolean, read: number | null) {
  const answer = read === null ? "It gave no answer" : `It read ${aDigit(read)}`;
  if (mark) return `${answer}, and you said that it is ${aDigit(mark.label)}. It counts.`;
  if (!isRead) return "Draw a digit on the pad, and say whether it was read right.";
  if (!isOwn) return "Somebody else wrote this one, so it does not count.";
  return read === null ? `${answer}. Press Wrong, and say which digit it is.` : `${answer}. Is that right?`;
}
