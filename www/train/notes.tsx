// One line under the buttons: what there is to know about the run.
import { useEffect } from "preact/hooks";
import { announce } from "../store/announcement";
import { isForbidden as keepsNoCurves } from "../store/kept-runs";
import { isTraining, run } from "../store/run";
import { isForbidden, isShared, isUnsaved } from "../store/run-autosave";
import { received } from "./controller";
import { advice, showHint } from "./hint";

/** What all the images weigh, in megabytes. */
const IMAGES = 11.3;

export function Notes() {
  const note = noteOf();
  useEffect(() => {
    if (note) announce(note);
  }, [note]);
  if (!advice.value) return <p class="line">{arriving() || note}</p>;
  return (
    <p class="line">
      <b>{advice.value.title}</b>{" "}
      <button type="button" class="link" data-testid="show-hint" onClick={showHint}>
        What to do
      </button>
    </p>
  );
}

function arriving() {
  const megabytes = received.value / 1e6;
  const isArriving = isTraining(run.value) && megabytes > 0 && megabytes < IMAGES - 0.1;
  return isArriving ? `The images are arriving: ${megabytes.toFixed(1)} of ${IMAGES} MB.` : "";
}

function noteOf() {
  if (isForbidden.value || keepsNoCurves.value)
    return "This browser keeps nothing for this page, so a reload will lose the run. Training goes on.";
  if (isUnsaved.value) return "The run could not be saved just now. The next save, in a few seconds, tries again.";
  return isShared.value ? "Another tab is training; this run is kept under its own name." : "";
}
