// Ten bubbles, one a digit, of which one can be chosen: with the arrow keys too.
import { own } from "./own";
import { set } from "./write";

/** Keys that go on to another bubble, and how far. */
const STEPS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowUp: -1,
  ArrowRight: 1,
  ArrowDown: 1,
  Home: -Infinity,
  End: Infinity,
};

export class Bubbles {
  readonly #chosen: (digit: number) => void;
  readonly container: HTMLElement;
  readonly buttons: HTMLButtonElement[];

  /**
   * @param container a radio group
   * @param name of its buttons
   */
  constructor(container: HTMLElement, name: string, { chosen }: { chosen: (digit: number) => void }) {
    this.container = container;
    this.#chosen = chosen;
    this.buttons = Array.from({ length: 10 }, (_, digit) => {
      const button = document.createElement("button");
      Object.assign(button, {
        type: "button",
        role: "radio",
        tabIndex: -1,
        textContent: digit,
        onclick: () => chosen(digit),
      });
      button.dataset.testid = `${name}-${digit}`;
      return button;
    });
    container.replaceChildren(...this.buttons);
    container.addEventListener("keydown", (event) => this.#step(event));
    this.update(null);
  }

  /** @param digit that is chosen */
  update(digit: number | null) {
    this.buttons.forEach((button, i) => {
      set(button, "ariaChecked", String(i === digit));
      set(button, "tabIndex", i === (digit ?? 0) ? 0 : -1);
    });
  }

  #step(event: KeyboardEvent) {
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
