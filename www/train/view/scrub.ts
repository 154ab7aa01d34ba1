// The slider over a run's checkpoints, on the chart's own axis, and what the drawing was read as then.
import { find } from "../../ui/find";
import { percent } from "../../ui/format";
import { own } from "../../ui/own";
import { set, write } from "../../ui/write";
import { Comb } from "../../read/probability-bars";
import type { Checkpoint } from "../worker/protocol";
import type { Reading } from "../../engine/prediction";

/** Keys that go from checkpoint to checkpoint, and how far. */
const STEPS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -5,
  PageUp: 5,
  Home: -Infinity,
  End: Infinity,
};

export class Scrub {
  readonly #picked: (checkpoint: Checkpoint) => void;
  #checkpoints: Checkpoint[] = [];
  #current: Checkpoint | undefined;
  readonly container: HTMLElement;
  readonly slider: HTMLInputElement;
  readonly output: HTMLOutputElement;
  readonly comb: Comb;

  constructor(container: HTMLElement, { picked }: { picked: (checkpoint: Checkpoint) => void }) {
    this.container = container;
    this.#picked = picked;
    this.slider = find("input", HTMLInputElement, container);
    this.output = find("output", HTMLOutputElement, container);
    this.comb = new Comb(find(".comb", HTMLElement, container));
    this.slider.addEventListener("input", () => this.#pick(this.#nearest(Number(this.slider.value))));
    this.slider.addEventListener("keydown", (event) => this.#step(event));
  }

  /**
   * @param epochs of the chart
   * @param reading as it was then
   */
  update(checkpoints: Checkpoint[], current: Checkpoint | undefined, epochs: number, reading: Reading | null) {
    this.#checkpoints = checkpoints;
    this.#current = current;
    set(this.slider, "disabled", !current);
    set(this.slider, "max", String(epochs));
    set(this.slider, "value", String(current?.at ?? 0));
    const text = current ? `epoch ${current.at.toFixed(1)}: ${past(reading)}` : "none yet";
    write(this.output, text);
    set(this.slider, "ariaValueText", text);
    if (reading) this.comb.update(reading);
  }

  #step(event: KeyboardEvent) {
    const step = own(STEPS, event.key);
    if (step === undefined || !this.#current) return;
    event.preventDefault();
    const i = this.#checkpoints.indexOf(this.#current) + step;
    this.#pick(this.#checkpoints[Math.max(0, Math.min(this.#checkpoints.length - 1, i))]);
  }

  #nearest(at: number) {
    return this.#checkpoints.reduce((near, other) => (Math.abs(other.at - at) < Math.abs(near.at - at) ? other : near));
  }

  #pick(checkpoint: Checkpoint) {
    this.slider.value = String(checkpoint.at);
    this.#picked(checkpoint);
  }
}

function past(reading: Reading | null) {
  if (!reading?.probabilities) return "no ink to read";
  const [first] = reading.ranking;
  return reading.state === "read" ? `it read ${first}, ${percent(reading.probabilities[first])}` : "it was not sure";
}
