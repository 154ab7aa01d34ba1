// Ten bubbles, one a digit, of which one can be chosen: with the arrow keys too.
import { own } from "../../lib/own.js";
import { set } from "../../lib/write.js";

/** Keys that go on to another bubble, and how far. @type {Record<string, number>} */
const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -Infinity, End: Infinity };

export class Bubbles {
  #chosen;

  /** @param {HTMLElement} container a radio group @param {string} name of its buttons @param {{ chosen: (digit: number) => void }} events */
  constructor(container, name, { chosen }) {
    this.container = container;
    this.#chosen = chosen;
    this.buttons = Array.from({ length: 10 }, (_, digit) => {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", role: "radio", tabIndex: -1, textContent: digit, onclick: () => chosen(digit) });
      button.dataset.testid = `${name}-${digit}`;
      return button;
    });
    container.replaceChildren(...this.buttons);
    container.addEventListener("keydown", (event) => this.#step(event));
    this.update(null);
  }

  /** @param {number | null} digit that is chosen */
  update(digit) {
    this.buttons.forEach((button, i) => {
      set(button, "ariaChecked", String(i === digit));
      set(button, "tabIndex", i === (digit ?? 0) ? 0 : -1);
    });
  }

  /** @param {KeyboardEvent} event */
  #step(event) {
    const step = own(STEPS, event.key);
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const { length } = this.buttons;
    const now = this.buttons.findIndex((button) => button === document.activeElement);
    const next = Number.isFinite(step) ? (now + step + length) % length : step < 0 ? 0 : length - 1;
    this.buttons[next].focus();
    this.#chosen(next);
  }
}
