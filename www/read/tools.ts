// Undo and clear: two buttons, and their keys where no other control has the focus.
import { find } from "../ui/find";

export class Tools {
  readonly container: HTMLElement;

  constructor(container: HTMLElement, { undo, clear }: { undo: () => void; clear: () => void }) {
    this.container = container;
    find("[data-testid=undo]", HTMLButtonElement, container).addEventListener("click", undo);
    find("[data-testid=clear]", HTMLButtonElement, container).addEventListener("click", clear);
    document.addEventListener("keydown", (event) => {
      const { key, target, defaultPrevented, altKey, ctrlKey, metaKey, shiftKey } = event;
      if (defaultPrevented || altKey) return;
      const isCommand = ctrlKey || metaKey;
      // A single letter is for the pad alone: who speaks to the page, or looks for a name in a list, must not lose ink.
      if (isCommand ? isText(target) : !isPad(target)) return;
      if (key === "Escape" && !isCommand) clear();
      else if (key.toLowerCase() === "z" && !(isCommand && shiftKey)) undo();
      else return;
      event.preventDefault();
    });
  }
}

/** The pad, or the page itself while nothing in it has the focus. */
const isPad = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches("body, [data-testid=pad]");

const isText = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("textarea, select, input:not([type=file])"));
