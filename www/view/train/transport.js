// Train, Pause, One step, Reset: four buttons that stay where they are.
import { find } from "../../lib/find.js";
import { set, write } from "../../lib/write.js";

/**
 * @typedef {object} Events
 * @property {() => void} train begins, or goes on
 * @property {() => void} pause
 * @property {() => void} step
 * @property {(isNew: boolean) => void} reset to new first weights, or to the same
 */

export class Transport {
  #choosing = false;

  /** @param {HTMLElement} container @param {Events} events */
  constructor(container, { train, pause, step, reset }) {
    this.container = container;
    const button = (/** @type {string} */ name, /** @type {() => void} */ pressed) => {
      const found = find(`[data-testid=${name}]`, HTMLButtonElement, container);
      found.addEventListener("click", () => found.ariaDisabled !== "true" && pressed());
      return found;
    };
    const chosen = (/** @type {boolean} */ isNew) => () => {
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

  /** @param {import("../../run.js").Run | null} run @param {boolean} isReady there is a recipe to train */
  update(run, isReady) {
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

  /** In the place of the four: to what the run shall go back. @param {boolean} choosing */
  #choose(choosing) {
    const hadFocus = this.container.contains(document.activeElement);
    this.#choosing = choosing;
    this.container.classList.toggle("choosing", choosing);
    if (hadFocus) (choosing ? this.first : this.buttons.reset).focus({ preventScroll: true });
  }
}

/** Unlike `disabled`, it leaves the focus where it is. @param {HTMLButtonElement} button @param {boolean} isAble */
const able = (button, isAble) => set(button, "ariaDisabled", String(!isAble));
