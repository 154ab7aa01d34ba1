// The pad and its reading, which go along into every room.
import { isSameBox, WHOLE } from "../engine/drawing";
import type { Reading } from "../engine/prediction";
import { fault, load } from "../store/program";
import { note } from "../store/drawing";
import { chosen, drawn, prediction, reading } from "../store/prediction";
import { placeWords } from "../ui/prediction-words";
import { ProbabilityBars } from "../ui/probability-bars";
import { Answer } from "./answer";
import { Brackets } from "./brackets";
import { Crop } from "./crop/crop";
import { noteOf } from "./crop/words";
import { FoundRow } from "./found";
import { LayersUnderBars } from "./layers";
import { ModelLine } from "./model-line";
import { PadOverlay } from "./overlay";
import { KeyboardPen, Pad } from "./pad";
import { Tools } from "./tools";

export function PadColumn() {
  const all = reading.value;
  const { received, total } = all.progress;
  const place = placeWords(chosen.value, all.digits.length);
  return (
    <div class="inside" id="inside">
      <p class="tagline">Write a number: a network reads it.</p>
      <div class="pad-box" style={{ "--loaded": total > 0 ? received / total : 0 }}>
        <Pad />
        <Crop />
        <Brackets />
        <KeyboardPen />
        <PadOverlay />
        <p class="invite" aria-hidden="true">
          Write a digit or a number
        </p>
        <p class="drop" aria-hidden="true">
          Drop the picture to have it read
        </p>
        <p class="note">{note.value || hintOf(all)}</p>
      </div>
      <Answer reading={all} prediction={prediction.value} />
      <FoundRow />
      <ProbabilityBars
        prediction={prediction.value}
        label={place ? `How probable each digit is for ${place}` : "How probable each digit is"}
        name="probability"
      />
      <div class="notice">
        <p>
          {fault.value
            ? `${fault.value} Your drawing is kept.`
            : "The program of this page did not arrive, or could not start."}
        </p>
        <button type="button" data-testid="retry" onClick={retry}>
          Try again
        </button>
      </div>
      <noscript>
        The pad and the network need JavaScript, which is turned off in this browser. Turn it on and load the page
        again.
      </noscript>
      <LayersUnderBars />
      <Tools />
      <ModelLine />
    </div>
  );
}

/** What stands at the foot of the pad while there is nothing to tell. */
function hintOf({ state }: Reading) {
  if (state === "loading") return "You can draw already; it is read on arrival.";
  const { picture } = drawn.value;
  return picture && state !== "failed" ? noteOf(isSameBox(picture.box, WHOLE), state !== "blank") : "";
}

function retry() {
  document.querySelector<HTMLElement>("[data-testid=pad]")?.focus({ preventScroll: true });
  void load();
}
