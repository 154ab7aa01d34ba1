// The answer: the digit in large, how sure, and what comes second.
import { find } from "../ui/find";
import { answer, words, type Reading } from "../engine/prediction";
import { write } from "../ui/write";

export class Answer {
  readonly container: HTMLElement;
  readonly digit: HTMLElement;
  readonly says: HTMLElement;
  readonly then: HTMLElement;

  constructor(container: HTMLElement) {
    this.container = container;
    this.digit = find(".digit", HTMLElement, container);
    this.says = find(".says b", HTMLElement, container);
    this.then = find(".says span", HTMLElement, container);
  }

  update(reading: Reading) {
    const [says, then] = words(reading);
    write(this.digit, answer(reading));
    write(this.says, says);
    write(this.then, then);
  }
}
