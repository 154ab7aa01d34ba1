// The answer: the digit in large, how sure, and what comes second.
import { find } from "../lib/find.js";
import { answer, words } from "../lib/reading.js";
import { write } from "../lib/write.js";

export class Answer {
  /** @param {HTMLElement} container */
  constructor(container) {
    this.container = container;
    this.digit = find(".digit", HTMLElement, container);
    this.says = find(".says b", HTMLElement, container);
    this.then = find(".says span", HTMLElement, container);
  }

  /** @param {import("../lib/reading.js").Reading} reading */
  update(reading) {
    const [says, then] = words(reading);
    write(this.digit, answer(reading));
    write(this.says, says);
    write(this.then, then);
  }
}
