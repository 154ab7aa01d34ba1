// Ten dreams, one a digit, the switch between the two methods, and which of them made the pictures.
import { dreamsOf, labelOf, methodText, noteOf } from "../../lib/dreams.js";
import { find } from "../../lib/find.js";
import { set, write } from "../../lib/write.js";
import { Tile } from "./tile.js";

/** @typedef {import("../../mind/protocol.js").Method} Method */
/** @typedef {import("../../mind/dreamer.js").Dreamt} Dreamt */
/** @typedef {{ method: (method: Method) => void, pressed: (digit: number) => void, retry: () => void, save: () => void }} Events */

const METHODS = /** @type {const} */ (["gradient", "inversion"]);

export class Dreams {
  /** @type {Dreamt | null} */
  #dreamt = null;
  /** @type {Method} */
  #method = "gradient";

  /** @param {HTMLElement} container @param {HTMLTemplateElement} template of a tile @param {Events} events */
  constructor(container, template, { method, pressed, retry, save }) {
    this.container = container;
    this.choices = METHODS.map((name) => {
      const choice = find(`[value=${name}]`, HTMLInputElement, container);
      choice.addEventListener("change", () => method(name));
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
    this.tiles.forEach((tile, digit) => tile.update({ image: null, title: String(digit), note: "", label: `Its dream of ${digit}: not yet` }));
  }

  /**
   * @param {Dreamt | null} dreamt @param {Method} method that shows @param {number} picked the digit that is shown large
   * @param {string} objection to the inversion, if there is one @param {string} fault
   */
  update(dreamt, method, picked, objection, fault) {
    this.choices.forEach((choice, i) => set(choice, "checked", METHODS[i] === method));
    set(this.choices[1], "disabled", objection !== "");
    write(this.objection, objection);
    this.tiles.forEach((tile, digit) => tile.press(digit === picked));
    set(this.retry, "hidden", fault === "");
    if (fault) write(this.text, `It did not dream: ${fault.replace(/\.$/, "")}.`);
    else if (dreamt) write(this.text, methodText(dreamt, method));
    set(this.save, "ariaDisabled", String(!dreamt));
    if (!dreamt || (dreamt === this.#dreamt && method === this.#method)) return;
    this.#dreamt = dreamt;
    this.#method = method;
    for (const dream of dreamsOf(dreamt, method)) {
      const { digit, image, read } = dream;
      this.tiles[digit].update({ image, title: String(digit), note: noteOf(dream), isWrong: read !== digit, label: labelOf(dream) });
    }
  }

  recolour() {
    for (const tile of this.tiles) tile.recolour();
  }
}
