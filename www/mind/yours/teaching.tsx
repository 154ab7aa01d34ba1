// Teaching: the button that begins it, what it does before it is kept, and the way back.
import { useEffect, useState } from "preact/hooks";
import * as store from "../../store/fine-tuned";
import { labelledDrawings } from "../../store/labelled-drawings";
import { crate } from "../../store/program";
import { active } from "../../store/snapshots";
import { Button } from "../../ui/button";
import { ConfirmButton } from "../../ui/confirm-button";
import { focusHeading } from "../../ui/heading";
import { saveFile } from "../../ui/save-file";
import { evaluating, fineTuning } from "../client";
import { missingTestBytes, missingTrainingBytes, where } from "../errors/test-images";
import { Effect } from "./effect";
import {
  fault,
  isReplacing,
  isRehearsalHere,
  isTeaching,
  keep,
  proposal,
  teach,
  undo,
  accuracies,
} from "./fine-tuning";
import { effectOf, footOf, knownOf, progressOf, wordsOf } from "./words";

export function Teaching() {
  const missing = useMissingBytes();
  const times = store.timesKept.value;
  const shown = proposal.value;
  const canLearn = active.value !== null && labelledDrawings.value.length > 0;
  const isProposed = shown !== null && !shown.isKept;
  return (
    <section class="teaching" aria-labelledby="teach-title">
      <h2 id="teach-title">Teach it your handwriting</h2>
      <p>
        It takes a few small steps on your digits, among MNIST’s own so that it forgets nothing, and you see what came
        of it before you keep it.
      </p>
      <p class="says-teaching">
        <span data-testid="lesson" aria-live="polite">
          {wordsOf({
            labelled: labelledDrawings.value,
            isTeaching: isTeaching.value,
            proposal: shown,
            fault: fault.value || store.fault.value,
            times,
            isReading: store.isFineTunedActive.value,
            isReplacing: isReplacing(),
          })}
        </span>{" "}
        <span class="arrived">{isTeaching.value && progressOf(fineTuning.value)}</span>
      </p>
      <div class="three" role="group" aria-label="Teaching">
        <Button testid="teach" isAble={canLearn && !isTeaching.value} onPress={() => void teach()}>
          Teach it
        </Button>
        <Button testid="keep-lesson" isAble={isProposed && shown.steps > 0} onPress={keep}>
          Keep it
        </Button>
        <Button testid="undo-lesson" isAble={!isTeaching.value && (isProposed || times > 0)} onPress={undo}>
          Undo
        </Button>
      </div>
      <p class="foot" data-testid="lesson-note">
        {footOf(missing, times, store.isForbidden.value, store.damaged.value)}
      </p>
      {/* In this order nothing moves when there is something to keep, or when it is kept. */}
      {(times > 0 || shown) && <Kept isKept={times > 0} />}
      {shown && <Effect rows={effectOf(shown)} known={knownOf(accuracies.value, evaluating.value)} />}
    </section>
  );
}

/**
 * What can be done with the network that was taught.
 * @param isKept there is one
 */
function Kept({ isKept }: { isKept: boolean }) {
  const forget = () => {
    proposal.value = null;
    void store.forgetFineTuned();
    // The buttons go with what they are for.
    focusHeading();
  };
  const letRead = () => {
    store.letFineTunedRead();
    focusHeading();
  };
  return (
    <>
      <div class="take">
        <Button testid="download-taught" isAble={isKept} onPress={save}>
          Download it
        </Button>
        <ConfirmButton name="forget-taught" sure="Forget it" keep="Keep it" isPossible={isKept} onConfirm={forget}>
          Forget what you taught it…
        </ConfirmButton>
      </div>
      <p class="back">
        {isKept && !store.isFineTunedActive.value && (
          <button type="button" class="link" data-testid="let-taught-read" onClick={letRead}>
            Let the network that was taught read
          </button>
        )}
      </p>
    </>
  );
}

function save() {
  const network = store.fineTuned.value;
  if (!network || !crate.value) return;
  const bytes = crate.value.network(network).to_safetensors() as Uint8Array<ArrayBuffer>;
  saveFile(`${network.recipe.name}-taught.safetensors`, new Blob([bytes]));
}

/** Bytes of images that teaching would fetch; null while that is not known. */
function useMissingBytes() {
  const [missing, setMissing] = useState<number | null>(null);
  const [isHere, isRehearsed] = [where.value === "here", isRehearsalHere()];
  useEffect(() => {
    void Promise.all([isRehearsed ? 0 : missingTrainingBytes(), missingTestBytes()]).then(([training, test]) =>
      setMissing(training + test),
    );
  }, [isHere, isRehearsed]);
  return missing;
}
