// Tells those who listen what the page reads: when a stroke ends or the answer changes, at most once a second.
import { answer, spoken, type Reading } from "../engine/prediction";
import { write } from "../ui/write";

const PAUSE = 1000;

export class Status {
  #answer = "";
  #text = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly container: HTMLElement;

  /** @param container a polite live region */
  constructor(container: HTMLElement) {
    this.container = container;
  }

  update(reading: Reading, isDrawing: boolean) {
    const now = reading.state + answer(reading);
    if (isDrawing && now === this.#answer) return;
    this.#answer = now;
    this.say(spoken(reading));
  }

  /** The last text within a pause is the one that is heard. */
  say(text: string) {
    this.#text = text;
    if (this.#timer) return;
    write(this.container, text);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.container.textContent !== this.#text) this.say(this.#text);
    }, PAUSE);
  }
}
