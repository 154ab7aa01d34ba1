// One dream, large: by both methods where both exist, beside the digit's mean image and the user's own, at any checkpoint.
import { dreamsOf, labelOf } from "../../lib/dreams.js";
import { find } from "../../lib/find.js";
import { aDigit, percent } from "../../lib/format.js";
import { remembered } from "../../lib/remembered.js";
import { set, write } from "../../lib/write.js";
import { Figure } from "./figure.js";

/** @typedef {import("../../trainer/protocol.js").Checkpoint} Checkpoint */
/** @typedef {import("../../mind/protocol.js").Dreams} Dreams */
/** @typedef {import("../../mind/protocol.js").Method} Method */

/**
 * @typedef {object} Shown
 * @property {number} digit
 * @property {Method} method that shows
 * @property {Dreams | null} dreams null while they are not known
 * @property {number} first the digit of their first image
 * @property {Checkpoint[]} checkpoints
 * @property {Checkpoint | null} checkpoint at which the network dreamt so; null for now
 * @property {Float32Array | null} mean
 * @property {boolean} isMeanLost
 * @property {Float32Array | null} own
 * @property {string} fault of the dream
 */

const METHODS = /** @type {const} */ (["gradient", "inversion"]);

const BY = { gradient: "by the gradient", inversion: "by inversion" };

export class Large {
  /** A picture that has been painted is not cut out anew. */
  #dreamsBy = { gradient: remembered(dreamsOf), inversion: remembered(dreamsOf) };
  /** @type {Checkpoint[]} */
  #checkpoints = [];

  /**
   * @param {HTMLElement} container
   * @param {{ picked: (checkpoint: Checkpoint | null) => void, again: () => void }} events again: the mean images shall be fetched once more
   */
  constructor(container, { picked, again }) {
    this.container = container;
    const figure = (/** @type {string} */ name) => new Figure(find(`[data-testid=large-${name}]`, HTMLElement, container));
    this.dreams = { gradient: figure("gradient"), inversion: figure("inversion") };
    this.mean = figure("mean");
    this.own = figure("own");
    this.again = find("button", HTMLButtonElement, container);
    this.again.addEventListener("click", again);
    this.slider = find("input", HTMLInputElement, container);
    this.output = find("output", HTMLOutputElement, container);
    this.slider.addEventListener("input", () => picked(this.#checkpoints[Number(this.slider.value)] ?? null));
  }

  /** @param {Shown} shown */
  update({ digit, method, dreams, first, checkpoints, checkpoint, mean, isMeanLost, own, fault }) {
    // Until the dream has come, the one before it stays.
    if (dreams) for (const name of METHODS) this.#show(name, this.#dreamOf(dreams, name, first, digit));
    const lost = isMeanLost ? "The mean image did not arrive" : "The mean image is on its way";
    this.mean.update(mean, mean ? `The mean of all ${digit}s in MNIST’s training images` : lost);
    this.own.update(own, own ? `Your last ${digit}` : `Yours, when you have drawn ${aDigit(digit)}`);
    set(this.again, "hidden", !isMeanLost);
    const dream = dreams && this.#dreamOf(dreams, method, first, digit);
    this.#scrub(checkpoints, checkpoint, fault ? `It did not dream: ${fault}` : sentence(dream, checkpoints.length, checkpoint));
  }

  /** @param {Dreams} dreams @param {Method} method @param {number} first @param {number} digit */
  #dreamOf(dreams, method, first, digit) {
    return this.#dreamsBy[method](dreams, method, first).find((dream) => dream.digit === digit);
  }

  /** @param {Method} method @param {import("../../lib/dreams.js").Dream | undefined} dream */
  #show(method, dream) {
    const figure = this.dreams[method];
    set(figure.container, "hidden", !dream);
    if (dream) figure.update(dream.image, `${labelOf(dream)}, ${BY[method]}`);
  }

  recolour() {
    for (const figure of [this.dreams.gradient, this.dreams.inversion, this.mean, this.own]) figure.recolour();
  }

  /** One step beyond the last checkpoint is now. @param {Checkpoint[]} checkpoints @param {Checkpoint | null} checkpoint @param {string} text */
  #scrub(checkpoints, checkpoint, text) {
    this.#checkpoints = checkpoints;
    set(this.slider, "disabled", checkpoints.length === 0);
    set(this.slider, "max", String(checkpoints.length));
    set(this.slider, "value", String(checkpoint ? checkpoints.indexOf(checkpoint) : checkpoints.length));
    write(this.output, text);
    set(this.slider, "ariaValueText", text);
  }
}

/** @param {import("../../lib/dreams.js").Dream | null | undefined} dream @param {number} count of checkpoints @param {Checkpoint | null} checkpoint */
function sentence(dream, count, checkpoint) {
  if (count === 0) return "a run has them";
  const when = checkpoint ? `epoch ${checkpoint.at.toFixed(1)}` : "now";
  return dream ? `${when}: ${percent(dream.sure)} sure` : `${when}: dreaming`;
}
