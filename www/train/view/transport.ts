// Train, Pause, One step, Reset: four buttons that stay where they are.
import { find } from "../../ui/find";
import { set, write } from "../../ui/write";
import type { Run } from "../../store/run";

interface Events {
  /** Begins, or goes on. */
  train: () => void;
  pause: () => void;
  step: () => void;
  /** To new first weights, or to the same. */
  reset: (isNew: boolean) => void;
}

export class Transport {
  #choosing = false;
  readonly container: HTMLElement;
  readonly buttons: Record<keyof Events, HTMLButtonElement>;
  readonly first: HTMLButtonElement;

  constructor(container: HTMLElement, { train, pause, step, reset }: Events) {
    this.container = container;
    const button = (name: string, pressed: () => void) => {
      const found = find(`[data-testid=${name}]`, HTMLButtonElement, container);
      found.addEventListener("click", () => found.ariaDisabled !== "true" && pressed());
      return found;
    };
    const chosen = (isNew: boolean) => () => {
      this.#choose(false);
      reset(isNew);
    };
    this.buttons = {
      train: button("train", train),
      pause: button("pause", pause),
      step: button("step", step),
      reset: button("reset", () => this.#choose(true)),
    };
    this.first = button("reset-same", chosen(false));
    button("reset-new", chosen(true));
    button("reset-cancel", () => this.#choose(false));
    container.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.#choosing) return;
      event.preventDefault();
      this.#choose(false);
    });
  }

  /** @param isReady there is a recipe to train */
  update(run: Run | null, isReady: boolean) {
    const { train, pause, step, reset } = this.buttons;
    const isBusy = run?.isBusy === true;
    write(train, isBusy ? "Training" : run?.canGoOn ? "Go on" : run ? "Train again" : "Train");
    const { epoch = 1, examples = 0, examples_in_epoch = 1 } = run?.progress ?? {};
    const done = run ? (epoch - 1 + examples / examples_in_epoch) / run.recipe.epochs : 0;
    train.style.setProperty("--done", done.toFixed(5));
    able(train, !isBusy);
    able(pause, isBusy);
    able(step, run ? run.phase === "paused" : isReady);
    able(reset, run !== null);
  }

  /** In the place of the four: to what the run shall go back. */
  #choose(choosing: boolean) {
    const hadFocus = this.container.contains(document.activeElement);
    this.#choosing = choosing;
    this.container.classList.toggle("choosing", choosing);
    if (hadFocus) (choosing ? this.first : this.buttons.reset).focus({ preventScroll: true });
  }
}

/** Unlike `disabled`, it leaves the focus where it is. */
const able = (button: HTMLButtonElement, isAble: boolean) => set(button, "ariaDisabled", String(!isAble));
