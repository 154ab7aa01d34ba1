// What the curve means, or what stopped the run, in words, and what to do. Its place is kept while there is a run.
import { computed } from "@preact/signals";
import { picked, run, runFault } from "../store/run";
import { goodSave } from "../store/run-autosave";
import { focusHeading } from "../ui/heading";
import { LessonLink } from "../ui/lesson-link";
import { advise, type Advice } from "./advice";
import { runAtEnd } from "./diagnosis";
import { goOn, reset, slowDown } from "./controller";
import { least, write } from "./settings";

export const advice = computed(() =>
  runFault.value
    ? advise(run.value, runFault.value, goodSave.value, least("learning-rate"))
    : advise(runAtEnd.value, null, null, 0),
);

export function Hint() {
  const now = advice.value;
  const press = () => {
    if (!now) return;
    take(now);
    // Only where what was said is settled, its button goes.
    if (now.offer !== "look") focusHeading();
  };
  return (
    <aside class={`hint ${now ? "speaks" : ""}`} data-testid="hint" aria-live="polite" tabIndex={-1}>
      {now && (
        <>
          <p>
            <b>{now.title}</b> <span>{now.text}</span> {now.lesson && <LessonLink lesson={now.lesson} />}
          </p>
          {now.label && (
            <button type="button" class="link" onClick={press}>
              {now.label}
            </button>
          )}
        </>
      )}
    </aside>
  );
}

/** Brings it into sight, with the focus on it. */
export function showHint() {
  const hint = document.querySelector<HTMLElement>("[data-testid=hint]");
  hint?.scrollIntoView({ block: "center" });
  hint?.focus({ preventScroll: true });
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
