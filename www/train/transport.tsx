// Train, Pause, One step, Reset: four buttons that stay where they are. What is lost by a press is asked about first.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { obstacle } from "../engine/obstacle";
import { crate } from "../store/program";
import { canGoOn, isTraining, run } from "../store/run";
import { offer } from "../store/run-autosave";
import { Button } from "../ui/button";
import { shareOf } from "../ui/run-words";
import { objection } from "./checks";
import { begin, goOn, pause, reset } from "./controller";
import { revealWrong } from "./field-grid";
import { isStopped, resumeOffer } from "./offer";
import { showRun } from "./run-view";
import { chosen, newSeed } from "./settings";

/** Who asks: Reset, to what the run shall go back; Train and One step, whether the run that stopped is meant. */
type Asking = "reset" | "train" | "step";
/** A question, and the run that it is about: without that it is a question no more. */
type Question = { asking: Asking; about: unknown };

export function Transport() {
  const [question, setQuestion] = useState<Question | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const asked = useRef<Asking | null>(null);
  const led = run.value;
  const isBusy = isTraining(led);
  const goesOn = canGoOn(led);
  const isHere = crate.value !== null && !obstacle.value;
  const about = led ? led.id : offer.value;
  const asking = question?.about === about ? question.asking : null;
  const ask = (asking: Asking) => setQuestion({ asking, about });
  const leave = () => setQuestion(null);
  const isReady = chosen.value !== null && !objection.value && !obstacle.value;
  const isOffered = !led && isStopped(offer.value);

  useLayoutEffect(() => {
    const name = asking === null ? asked.current : asking === "reset" ? "reset-same" : "begin-resume";
    asked.current = asking;
    // The button that had the focus is gone, unless another control has it.
    if (name && (asking || document.activeElement === document.body))
      box.current?.querySelector<HTMLElement>(`[data-testid=${name}]`)?.focus({ preventScroll: true });
  }, [asking]);

  const start = (only?: "step") => {
    leave();
    const { value } = chosen;
    if (!value || objection.value) return revealWrong();
    showRun();
    void begin(value.recipe, value.seed, only);
  };
  const press = (only?: "step") => {
    if (led && (only || goesOn)) {
      showRun();
      void goOn(only);
    } else if (isOffered) ask(only ?? "train");
    else start(only);
  };
  const back = (isNew: boolean) => {
    leave();
    if (isNew) newSeed();
    reset();
  };
  const choices = {
    reset: [
      ["reset-same", "Same first weights", () => back(false)],
      ["reset-new", "New first weights", () => back(true)],
      ["reset-cancel", "Keep the run", leave],
    ],
    begin: [
      ["begin-resume", "Go on with it", () => (leave(), resumeOffer())],
      ["begin-another", "Begin another", () => start(asking === "step" ? "step" : undefined)],
      ["begin-cancel", "Not now", leave],
    ],
  } as const;
  const escape = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !asking) return;
    event.preventDefault();
    leave();
  };

  return (
    <div class="deck" ref={box} onKeyDown={escape}>
      {asking ? (
        <div class="transport choice" role="group" aria-label={asking === "reset" ? "Reset to" : "A run stopped"}>
          {choices[asking === "reset" ? "reset" : "begin"].map(([name, text, press]) => (
            <Button key={name} testid={name} onPress={press}>
              {text}
            </Button>
          ))}
        </div>
      ) : (
        <div
          class="transport"
          role="group"
          aria-label="Training"
          style={{ "--done": (led ? shareOf(led) : 0).toFixed(5) }}
        >
          <Button
            testid="train"
            class={isOffered ? undefined : "primary"}
            isAble={!isBusy && (goesOn || isHere)}
            onPress={() => press()}
          >
            {isBusy ? "Training" : goesOn ? "Go on" : led ? "Train again" : "Train"}
          </Button>
          <Button testid="pause" isAble={isBusy} onPress={() => void pause()}>
            Pause
          </Button>
          <Button testid="step" isAble={led ? led.phase === "paused" : isReady} onPress={() => press("step")}>
            One step
          </Button>
          <Button testid="reset" isAble={led !== null} onPress={() => ask("reset")}>
            Reset…
          </Button>
        </div>
      )}
    </div>
  );
}
