// What failed, in the place of the bars, and the way to try again.
import { find } from "../lib/find.js";
import { write } from "../lib/write.js";

export class Notice {
  /** @param {HTMLElement} container @param {{ retry: () => void }} events */
  constructor(container, { retry }) {
    this.container = container;
    this.text = find("p", HTMLElement, container);
    this.button = find("button", HTMLButtonElement, container);
    this.button.addEventListener("click", retry);
  }

  /** @param {import("../lib/reading.js").Reading} reading */
  update({ fault }) {
    if (fault) write(this.text, `${fault} Your drawing is kept.`);
  }
}
