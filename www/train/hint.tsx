// What the curve means, or what stopped the run, in words, and what to do. Its place is kept while there is a run.
import { picked, run, runFault } from "../store/run";
import { goodSave } from "../store/run-autosave";
import { advise, type Advice } from "./advice";
import { goOn, reset, slowDown } from "./controller";
import { focusHeading } from "./run-view";
import { least, write } from "./settings";

export function Hint() {
  const advice = advise(run.value, runFault.value, goodSave.value, least("learning-rate"));
  const press = () => {
    if (!advice) return;
    take(advice);
    focusHeading();
  };
  return (
    <aside class={`hint ${advice ? "speaks" : ""}`} data-testid="hint" aria-live="polite">
      {advice && (
        <>
          <p>
            <b>{advice.title}</b> <span>{advice.text}</span>
          </p>
          {advice.label && (
            <button type="button" class="link" onClick={press}>
              {advice.label}
            </button>
          )}
        </>
      )}
    </aside>
  );
}

function take({ offer, value }: Advice) {
  if (offer === "go on") void goOn();
  if (offer === "forget") reset();
  if (offer === "look") look(value);
  if (offer === "slow down") {
    write("learning-rate", String(value));
    void slowDown(value);
  }
}

function look(epoch: number) {
  const nearest = run.value?.checkpoints.toSorted((a, b) => Math.abs(a.at - epoch) - Math.abs(b.at - epoch))[0];
  if (nearest) picked.value = nearest;
}
