// The slider over a run's checkpoints, on the chart's own axis, and what the drawing was read as then.
import { find } from "../../lib/find.js";
import { percent } from "../../lib/format.js";
import { own } from "../../lib/own.js";
import { set, write } from "../../lib/write.js";
import { Comb } from "../comb.js";

/** @typedef {import("../../trainer/protocol.js").Checkpoint} Checkpoint */

/** Keys that go from checkpoint to checkpoint, and how far. @type {Record<string, number>} */
const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -5, PageUp: 5, Home: -Infinity, End: Infinity };

export class Scrub {
  #picked;
  /** @type {Checkpoint[]} */
  #checkpoints = [];
  /** @type {Checkpoint | undefined} */
  #current;

  /** @param {HTMLElement} container @param {{ picked: (checkpoint: Checkpoint) => void }} events */
  constructor(container, { picked }) {
    this.container = container;
    this.#picked = picked;
    this.slider = find("input", HTMLInputElement, container);
    this.output = find("output", HTMLOutputElement, container);
    this.comb = new Comb(find(".comb", HTMLElement, container));
    this.slider.addEventListener("input", () => this.#pick(this.#nearest(Number(this.slider.value))));
    this.slider.addEventListener("keydown", (event) => this.#step(event));
  }

  /**
   * @param {Checkpoint[]} checkpoints @param {Checkpoint | undefined} current @param {number} epochs of the chart
   * @param {import("../../lib/reading.js").Reading | null} reading as it was then
   */
  update(checkpoints, current, epochs, reading) {
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

  /** @param {KeyboardEvent} event */
  #step(event) {
    const step = own(STEPS, event.key);
    if (step === undefined || !this.#current) return;
    event.preventDefault();
    const i = this.#checkpoints.indexOf(this.#current) + step;
    this.#pick(this.#checkpoints[Math.max(0, Math.min(this.#checkpoints.length - 1, i))]);
  }

  /** @param {number} at */
  #nearest(at) {
    return this.#checkpoints.reduce((near, other) => (Math.abs(other.at - at) < Math.abs(near.at - at) ? other : near));
  }

  /** @param {Checkpoint} checkpoint */
  #pick(checkpoint) {
    this.slider.value = String(checkpoint.at);
    this.#picked(checkpoint);
  }
}

/** @param {import("../../lib/reading.js").Reading | null} reading */
function past(reading) {
  if (!reading?.probabilities) return "no ink to read";
  const [first] = reading.ranking;
  return reading.state === "read" ? `it read ${first}, ${percent(reading.probabilities[first])}` : "it was not sure";
}
