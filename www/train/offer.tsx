// Where the curve will be: what will come, or a run of an earlier visit to go on with.
import { obstacle } from "../engine/obstacle";
import { damaged as damagedCurves } from "../store/kept-runs";
import { crate } from "../store/program";
import { damaged, forgetOffer, offer } from "../store/run-autosave";
import { Button } from "../ui/button";
import { focusHeading } from "../ui/heading";
import { Waiting } from "../ui/waiting";
import { objectionTo } from "./checks";
import { resume } from "./controller";
import { showRun } from "./run-view";
import { show } from "./settings";
import type { Entry } from "../store/saved-runs";

/** It stopped before its end. */
export const isStopped = (found: Entry | null) => found !== null && !found.saved?.progress.finished;

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
  const why = obstacle.value && `Nothing can be trained here. ${obstacle.value}`;
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
        <p>{[damagedWords(), found && wordsOf(found), why || (!found && WAITING)].filter(Boolean).join(" ")}</p>
        {(found || damaged.value.length > 0) && (
          <div class="answers">
            {found && (
              <Button
                testid="resume-run"
                class={isStopped(found) ? "primary" : undefined}
                isAble={crate.value !== null && !obstacle.value}
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

/** What is damaged, in words. */
function damagedWords() {
  const [runs, curves] = [damaged.value.length, damagedCurves.value.length];
  const ofRuns =
    runs > 1 ? `${runs} saved runs were damaged and are not used.` : "A saved run was damaged and is not used.";
  const ofCurves = "Of the runs kept to compare, what was damaged is left out.";
  return [runs > 0 && ofRuns, curves > 0 && ofCurves].filter(Boolean).join(" ");
}

function wordsOf(found: Entry) {
  const { recipe, saved } = found;
  if (!isStopped(found)) return `A finished run is here: ${recipe.name}, ${recipe.epochs} epochs.`;
  return `A run stopped at epoch ${saved?.progress.epoch ?? 1} of ${recipe.epochs}.`;
}
