// A line at the foot of the pad: what can be done while the network loads, or what was wrong with a picture.
import { find } from "../lib/find.js";
import { write } from "../lib/write.js";

export class Note {
  #said = "";

  /** @param {HTMLElement} container the pad's box, along whose edge the loading shows */
  constructor(container) {
    this.container = container;
    this.line = find(".note", HTMLElement, container);
  }

  /** Stays until the drawing changes. @param {string} text */
  say(text) {
    this.#said = text;
    write(this.line, text);
  }

  /** @param {import("../lib/reading.js").Reading} reading */
  update({ state, progress: { received, total } }) {
    const hint = state === "loading" ? "You can draw already; it is read on arrival." : "";
    write(this.line, this.#said || hint);
    this.container.style.setProperty("--loaded", String(total > 0 ? received / total : 0));
  }
}
