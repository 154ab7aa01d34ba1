// Undo and clear: two buttons, and their keys everywhere but in a text field.
import { find } from "../lib/find.js";

export class Tools {
  /** @param {HTMLElement} container @param {{ undo: () => void, clear: () => void }} events */
  constructor(container, { undo, clear }) {
    this.container = container;
    find("[data-testid=undo]", HTMLButtonElement, container).addEventListener("click", undo);
    find("[data-testid=clear]", HTMLButtonElement, container).addEventListener("click", clear);
    document.addEventListener("keydown", (event) => {
      if (event.defaultPrevented || event.altKey || isText(event.target)) return;
      const isCommand = event.ctrlKey || event.metaKey;
      if (event.key === "Escape" && !isCommand) clear();
      else if (event.key.toLowerCase() === "z" && !(isCommand && event.shiftKey)) undo();
      else return;
      event.preventDefault();
    });
  }
}

/** @param {EventTarget | null} target */
const isText = (target) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("textarea, select, input:not([type=file])"));
