// Was it right? Two buttons, and ten bubbles for the digit that it is.
import { signal } from "@preact/signals";
import type { Drawing } from "../../engine/drawing";
import type { Prediction } from "../../engine/prediction";
import { nameOf } from "../../engine/snapshot";
import { labelDrawing, labelledDrawingOf, removeLabel, type LabelledDrawing } from "../../store/labelled-drawings";
import { digitDrawn, prediction } from "../../store/prediction";
import { crate } from "../../store/program";
import { active } from "../../store/snapshots";
import { DigitPicker } from "../../ui/digit-picker";
import { aDigit } from "../../ui/format";

/** The digit of which Wrong was said, while the digit is still to come. */
const asked = signal<Drawing | null>(null);

export function Verdict() {
  const now = prediction.value;
  const said = labelledDrawingOf(digitDrawn.value);
  const canLabel = isRead(now) && now.isOwn;
  const isAsked = canLabel && !said && asked.value === digitDrawn.value;
  const read = said ? said.read : readIn(now);
  const isWrong = isAsked || (said !== null && said.label !== said.read);
  return (
    <div class="verdict">
      <p class="says-verdict" data-testid="verdict">
        {isAsked ? "Which digit is it?" : wordsOf(said, now, read)}
      </p>
      <div class="pair" role="group" aria-label="Was it read right?">
        <button
          type="button"
          data-testid="mark-right"
          aria-pressed={isSaidRight(said)}
          aria-disabled={!canLabel || read === null}
          onClick={() => canLabel && read !== null && sayRight(said, read)}
        >
          Right
        </button>
        <button
          type="button"
          data-testid="mark-wrong"
          aria-pressed={isWrong}
          aria-disabled={!canLabel}
          onClick={() => canLabel && sayWrong(said, isWrong)}
        >
          Wrong
        </button>
      </div>
      <div class={isWrong ? "which asked" : "which"}>
        <DigitPicker name="mark-as" label="Which digit it is" digit={said?.label ?? null} onChoose={label} />
      </div>
    </div>
  );
}

const isRead = ({ state }: Prediction) => state === "read" || state === "unsure";

/** The digit that is read, if any. */
const readIn = ({ state, ranking }: Prediction) => (state === "read" ? ranking[0] : null);

const isSaidRight = (said: LabelledDrawing | null) => said !== null && said.label === said.read && !said.isInferred;

/** Said again, it is taken back. */
function sayRight(said: LabelledDrawing | null, read: number) {
  if (said && isSaidRight(said)) void removeLabel(said);
  else label(read);
}

function sayWrong(said: LabelledDrawing | null, wasSaid: boolean) {
  asked.value = wasSaid ? null : digitDrawn.value;
  if (said) void removeLabel(said);
}

function label(digit: number) {
  const [drawing, network] = [digitDrawn.value, active.value];
  if (!network || !crate.value) return;
  asked.value = null;
  const ink = drawing.picture ? null : crate.value.flatten(drawing.strokes);
  void labelDrawing(drawing, ink, prediction.value, nameOf(network), digit);
}

function wordsOf(said: LabelledDrawing | null, now: Prediction, read: number | null) {
  const answer = read === null ? "It gave no answer" : `It read ${aDigit(read)}`;
  if (said?.isInferred) return `${answer} in the ink that you joined or split. It counts as that: is it right?`;
  if (said) return `${answer}, and you said that it is ${aDigit(said.label)}. It counts.`;
  if (!isRead(now)) return "Draw a digit on the pad, and say whether it was read right.";
  if (!now.isOwn) return "Somebody else wrote this one, so it does not count.";
  return read === null ? `${answer}. Press Wrong, and say which digit it is.` : `${answer}. Is that right?`;
}
