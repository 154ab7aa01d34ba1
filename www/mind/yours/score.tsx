// The score for the user's own handwriting: in words, as a confusion matrix, and as files to take away.
import { DIGITS } from "../../ui/digits";
import { useMemo } from "preact/hooks";
import {
  forgetLabelledDrawings,
  damaged,
  isForbidden,
  labelledDrawings,
  type LabelledDrawing,
} from "../../store/labelled-drawings";
import { Button } from "../../ui/button";
import { ConfirmButton } from "../../ui/confirm-button";
import { focusHeading } from "../../ui/heading";
import { saveFile } from "../../ui/save-file";
import { NeedsInk } from "../../ui/needs-ink";
import { imagesFile, labelsFile, strokesFile } from "./export";
import { NONE, scoreWords, tallyOf } from "./tally";

export function Score() {
  const all = labelledDrawings.value;
  return (
    <div class="score">
      {all.length > 0 ? (
        <Counted all={all} />
      ) : (
        <NeedsInk>You draw, it answers, you say whether that was right: the score stands here.</NeedsInk>
      )}
      <p class="foot" data-testid="marks-note">
        {noteOf(all)}
      </p>
    </div>
  );
}

function Counted({ all }: { all: readonly LabelledDrawing[] }) {
  const tally = useMemo(() => tallyOf(all), [all]);
  const forget = () => {
    void forgetLabelledDrawings();
    // The buttons go with what they are for.
    focusHeading();
  };
  return (
    <>
      <p class="total" data-testid="score" aria-live="polite">
        {scoreWords(tally)}
      </p>
      <Matrix counts={tally.counts} />
      <div class="take">
        <Button testid="export-strokes" isAble={all.some(({ strokes }) => strokes)} onPress={() => save("strokes")}>
          Strokes (JSON lines)
        </Button>
        <Button testid="export-images" onPress={() => save("images")}>
          28 × 28 images (IDX)
        </Button>
        <Button testid="export-labels" onPress={() => save("labels")}>
          Their labels (IDX)
        </Button>
        <ConfirmButton name="forget-marks" sure="Forget them" keep="Keep them" isPossible onConfirm={forget}>
          Forget them all…
        </ConfirmButton>
      </div>
    </>
  );
}

const FILES = {
  strokes: { name: "my-digits.jsonl", of: strokesFile },
  images: { name: "my-digits-images-idx3-ubyte", of: imagesFile },
  labels: { name: "my-digits-labels-idx1-ubyte", of: labelsFile },
};

const save = (file: keyof typeof FILES) =>
  saveFile(FILES[file].name, new Blob([FILES[file].of(labelledDrawings.value)]));

const Matrix = ({ counts }: { counts: number[][] }) => (
  <table class="own">
    <caption>Down: what you wrote. Across: what was read, ? for no answer.</caption>
    <thead>
      <tr>
        <td />
        {[...DIGITS, "?"].map((head) => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {counts.map((row, written) => (
        <tr key={written}>
          <th scope="row">{written}</th>
          {row.map((count, read) => (
            <td
              key={read}
              class={count > 0 && read !== written ? "wrong" : undefined}
              data-testid={`own-${written}-${read === NONE ? "none" : read}`}
            >
              {count > 0 ? count : ""}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

function noteOf(all: readonly LabelledDrawing[]) {
  const pictures = all.filter(({ strokes }) => !strokes).length;
  const kept = isForbidden.value
    ? "This browser keeps nothing for this page, so a reload will lose your digits."
    : "What you say of your digits is kept in this browser and goes nowhere else.";
  const left =
    damaged.value > 0
      ? `${damaged.value} of your digits ${damaged.value === 1 ? "was damaged and is" : "were damaged and are"} left out. `
      : "";
  if (pictures === 0) return left + kept;
  return `${left}${kept} ${pictures} of them ${pictures === 1 ? "is a picture and has" : "are pictures and have"} no strokes.`;
}
