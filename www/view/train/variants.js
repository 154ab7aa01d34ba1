// What a training would make of the drawing: eight variants, and how the network that reads the pad reads each.
import { find } from "../../lib/find.js";
import { set, write } from "../../lib/write.js";
import { paintGreys } from "../../lib/greys.js";

/** @typedef {{ image: Float32Array, read: string }} Variant read: the digit, or ? */

/** Pictures in the row. */
export const COUNT = 8;

export class Variants {
  /** @type {Variant[]} */
  #variants = [];
  /** The ink's, a custom property of the style. */
  #token = "--accent";

  /** @param {HTMLElement} container @param {{ others: () => void }} events */
  constructor(container, { others }) {
    this.container = container;
    this.text = find("p", HTMLElement, container);
    this.items = Array.from({ length: COUNT }, (_, i) => {
      const [item, canvas, caption] = [document.createElement("li"), document.createElement("canvas"), document.createElement("span")];
      Object.assign(canvas, { width: 28, height: 28, role: "img", ariaLabel: "Not yet" });
      canvas.dataset.testid = `variant-${i}`;
      // The picture's own label says the same.
      caption.ariaHidden = "true";
      item.append(canvas, caption);
      return { item, canvas, caption };
    });
    find("ol", HTMLElement, container).append(...this.items.map(({ item }) => item));
    this.button = find("button", HTMLButtonElement, container);
    this.button.addEventListener("click", () => this.button.ariaDisabled !== "true" && others());
  }

  /** @param {string} words @param {Variant[]} variants none without ink @param {boolean} isOwn the ink is the user's */
  update(words, variants, isOwn) {
    this.#token = isOwn ? "--accent" : "--ink";
    write(this.text, words);
    set(this.button, "ariaDisabled", String(variants.length === 0));
    this.items.forEach(({ canvas, caption }, i) => {
      const variant = variants[i];
      if (variant?.image !== this.#variants[i]?.image) paintGreys(canvas, variant?.image ?? null, this.#token);
      write(caption, variant?.read ?? "");
      set(canvas, "ariaLabel", variant ? `Variant ${i + 1}, read as ${variant.read}` : "No ink yet");
    });
    this.#variants = variants;
  }

  recolour() {
    this.items.forEach(({ canvas }, i) => paintGreys(canvas, this.#variants[i]?.image ?? null, this.#token));
  }
}
