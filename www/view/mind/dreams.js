// Ten dreams, one a digit, the switches of method and prior, and which of them made the pictures.
import { climbText, dreamsOf, labelOf, methodText, noteOf } from "../../lib/dreams.js";
import { find } from "../../lib/find.js";
import { set, write } from "../../lib/write.js";
import { Tile } from "./tile.js";

/** @typedef {import("../../mind/protocol.js").Method} Method */
/** @typedef {import("../../mind/dreamer.js").Dreamt} Dreamt */
/** @typedef {import("../../mind/protocol.js").Prior} Prior */
/** @typedef {import("../../mind/protocol.js").Climb} Climb */
/**
 * @typedef {object} Shown
 * @property {Dreamt | null} dreamt
 * @property {Climb | null} climb the next dreams, on their way
 * @property {Method} method that shows
 * @property {Prior | undefined} prior of the gradient, once that is known
 * @property {number} picked the digit that is shown large
 * @property {string} objection to the inversion, if there is one
 * @property {string} fault
 */
/** @typedef {{ method: (method: Method) => void, prior: (prior: Prior) => void, pressed: (digit: number) => void, retry: () => void, save: () => void }} Events */

const METHODS = /** @type {const} */ (["gradient", "inversion"]);
const PRIORS = /** @type {const} */ (["free", "handwriting"]);
const PIXELS = 784;

export class Dreams {
  /** What was painted last. @type {Dreamt | Climb | null} */
  #painted = null;
  /** @type {Method} */
  #method = "gradient";

  /** @param {HTMLElement} container @param {HTMLTemplateElement} template of a tile @param {Events} events */
  constructor(container, template, { method, prior, pressed, retry, save }) {
    this.container = container;
    this.choices = METHODS.map((name) => {
      const choice = find(`[value=${name}]`, HTMLInputElement, container);
      choice.addEventListener("change", () => method(name));
      return choice;
    });
    this.priors = PRIORS.map((name) => {
      const choice = find(`[value=${name}]`, HTMLInputElement, container);
      choice.addEventListener("change", () => prior(name));
      return choice;
    });
    this.objection = find(".objection", HTMLElement, container);
    this.text = find(".method", HTMLElement, container);
    this.retry = find(".retry", HTMLButtonElement, container);
    this.retry.addEventListener("click", retry);
    this.save = find(".save", HTMLButtonElement, container);
    this.save.addEventListener("click", () => this.save.ariaDisabled !== "true" && save());
    this.tiles = Array.from({ length: 10 }, (_, digit) => new Tile(template, `dream-${digit}`, () => pressed(digit)));
    find(".dreams", HTMLElement, container).append(...this.tiles.map(({ container: item }) => item));
    this.#clear();
  }

  /** @param {Shown} shown */
  update({ dreamt, climb, method, prior, picked, objection, fault }) {
    this.choices.forEach((choice, i) => set(choice, "checked", METHODS[i] === method));
    set(this.choices[1], "disabled", objection !== "");
    this.priors.forEach((choice, i) => {
      set(choice, "checked", PRIORS[i] === prior);
      set(choice, "disabled", method === "inversion");
    });
    write(this.objection, objection);
    this.tiles.forEach((tile, digit) => tile.press(digit === picked));
    set(this.retry, "hidden", fault === "");
    const isClimbing = climb !== null && method === "gradient";
    if (fault) write(this.text, `It did not dream: ${fault.replace(/\.$/, "")}.`);
    else if (isClimbing) write(this.text, climbText(climb));
    else write(this.text, dreamt ? methodText(dreamt, method) : "");
    set(this.save, "ariaDisabled", String(!dreamt));
    const next = isClimbing ? climb : dreamt;
    // What did not grow to its end is no dream.
    if (!next && this.#painted) this.#clear();
    if (!next || (next === this.#painted && method === this.#method)) return;
    this.#painted = next;
    this.#method = method;
    if (isClimbing) this.#grow(climb);
    else if (dreamt) this.#show(dreamt, method);
  }

  #clear() {
    this.#painted = null;
    this.tiles.forEach((tile, digit) => tile.update({ image: null, title: String(digit), note: "", label: `Its dream of ${digit}: not yet` }));
  }

  /** @param {Climb} climb */
  #grow({ images }) {
    this.tiles.forEach((tile, digit) => {
      const image = images.subarray(PIXELS * digit, PIXELS * (digit + 1));
      tile.update({ image, title: String(digit), note: "…", label: `Its dream of ${digit}: on its way` });
    });
  }

  /** @param {Dreamt} dreamt @param {Method} method */
  #show(dreamt, method) {
    for (const dream of dreamsOf(dreamt, method)) {
      const { digit, image, read } = dream;
      this.tiles[digit].update({ image, title: String(digit), note: noteOf(dream), isWrong: read !== digit, label: labelOf(dream) });
    }
  }

  recolour() {
    for (const tile of this.tiles) tile.recolour();
  }
}
