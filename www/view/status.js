// Tells those who listen what the page reads: when a stroke ends or the answer changes, at most once a second.
import { answer, spoken } from "../lib/reading.js";
import { write } from "../lib/write.js";

const PAUSE = 1000;

export class Status {
  #answer = "";
  #text = "";
  #timer = 0;

  /** @param {HTMLElement} container a polite live region */
  constructor(container) {
    this.container = container;
  }

  /** @param {import("../lib/reading.js").Reading} reading @param {boolean} isDrawing */
  update(reading, isDrawing) {
    const now = reading.state + answer(reading);
    if (isDrawing && now === this.#answer) return;
    this.#answer = now;
    this.say(spoken(reading));
  }

  /** The last text within a pause is the one that is heard. @param {string} text */
  say(text) {
    this.#text = text;
    if (this.#timer) return;
    write(this.container, text);
    this.#timer = setTimeout(() => {
      this.#timer = 0;
      if (this.container.textContent !== this.#text) this.say(this.#text);
    }, PAUSE);
  }
}
