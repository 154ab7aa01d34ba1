// The commonest mistakes as rows that a finger can press.
import { commonest } from "../../lib/errors.js";
import { find } from "../../lib/find.js";
import { set, write } from "../../lib/write.js";

/** @typedef {import("../../lib/errors.js").Pair} Pair */

const MOST = 8;

export class Mistakes {
  /** @type {Pair[]} */
  #pairs = [];

  /** @param {HTMLElement} container a list @param {HTMLTemplateElement} template of a row @param {{ picked: (pair: Pair) => void }} events */
  constructor(container, template, { picked }) {
    this.container = container;
    this.rows = Array.from({ length: MOST }, (_, i) => {
      const row = find("li", HTMLElement, /** @type {DocumentFragment} */ (template.content.cloneNode(true)));
      const button = find("button", HTMLButtonElement, row);
      button.dataset.testid = `mistake-${i}`;
      button.addEventListener("click", () => picked(this.#pairs[i]));
      return { row, button, words: find("span", HTMLElement, row), count: find("b", HTMLElement, row) };
    });
    container.append(...this.rows.map(({ row }) => row));
  }

  /** @param {import("../../mind/protocol.js").Examined | null} examined @param {Pair | null} picked */
  update(examined, picked) {
    const pairs = examined ? commonest(examined, MOST) : [];
    this.#pairs = pairs;
    this.rows.forEach(({ row, button, words, count }, i) => {
      const pair = pairs[i];
      row.style.visibility = pair ? "" : "hidden";
      if (!pair) return;
      write(words, `${pair.written} read as ${pair.read}`);
      write(count, String(pair.count));
      set(button, "ariaPressed", String(picked?.written === pair.written && picked.read === pair.read));
    });
  }
}
