// Where the curve will be: what will come, or a run of an earlier visit to go on with.
import { crate } from "../store/program";
import { forgetOffer, offer } from "../store/run-autosave";
import { Button } from "../ui/button";
import { focusHeading } from "../ui/heading";
import { Waiting } from "../ui/waiting";
import { objectionTo } from "./checks";
import { resume } from "./controller";
import { showRun } from "./run-view";
import { show } from "./settings";
import type { Found } from "../store/saved-runs";

/** It stopped before its end. */
export const isStopped = (found: Found | null) => found?.isSound === true && !found.saved?.progress.finished;

export function resumeOffer() {
  const found = offer.value;
  if (!found || !crate.value) return;
  const objection = objectionTo(found.recipe);
  if (!objection) show(found.recipe, found.seed);
  showRun();
  void resume(found, objection);
}

export function Offer() {
  const found = offer.value;
  const goOn = () => {
    resumeOffer();
    focusHeading();
  };
  const forget = () => {
    void forgetOffer();
    focusHeading();
  };
  return (
    <div class="offer line">
      <Waiting>
        <p>{found ? wordsOf(found) : WAITING}</p>
        {found && (
          <div class="answers">
            {found.isSound && (
              <Button
                testid="resume-run"
                class={isStopped(found) ? "primary" : undefined}
                isAble={crate.value !== null}
                onPress={goOn}
              >
                {isStopped(found) ? "Go on" : "Show it"}
              </Button>
            )}
            <button type="button" data-testid="forget-run" onClick={forget}>
              Forget it
            </button>
          </div>
        )}
      </Waiting>
    </div>
  );
}

const WAITING =
  "Here the curve will grow. Press Train: the images (11 MB) arrive once, and it starts before the last of them.";

function wordsOf(found: Found) {
  const { isSound, recipe, saved } = found;
  if (!isSound) return "A saved run cannot be read any more.";
  if (!isStopped(found)) return `A finished run is here: ${recipe.name}, ${recipe.epochs} epochs.`;
  return `A run stopped at epoch ${saved?.progress.epoch ?? 1} of ${recipe.epochs}.`;
}
