// Undo, clear and picture, and the keys of the first two where no other control has the focus.
import { useEffect } from "preact/hooks";
import * as store from "../store/drawing";
import { stopWriting } from "../store/own-pen";
import { PictureInput } from "./picture-input";

const undo = () => {
  stopWriting();
  store.undo();
};
const clear = () => {
  stopWriting();
  store.clear();
};

export function Tools() {
  useEffect(() => {
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  return (
    <div class="tools">
      <button type="button" data-testid="undo" onClick={undo}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-4" />
        </svg>
        Undo
      </button>
      <button type="button" data-testid="clear" onClick={clear}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="m6 6 12 12M18 6 6 18" />
        </svg>
        Clear
      </button>
      <PictureInput />
      <p id="keys">
        <span>
          <kbd>Z</kbd> undo
        </span>{" "}
        <span>
          <kbd>Esc</kbd> clear
        </span>
        <br />
        or paste or drop a picture
      </p>
    </div>
  );
}

function press(event: KeyboardEvent) {
  const { key, target, defaultPrevented, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (defaultPrevented || altKey) return;
  const isCommand = ctrlKey || metaKey;
  // A single letter is for the pad alone: who speaks to the page, or looks for a name in a list, must not lose ink.
  if (isCommand ? isText(target) : !isPad(target)) return;
  if (key === "Escape" && !isCommand) clear();
  else if (key.toLowerCase() === "z" && !(isCommand && shiftKey)) undo();
  else return;
  event.preventDefault();
}

/** The pad, or the page itself while nothing in it has the focus. */
const isPad = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches("body, [data-testid=pad]");

const isText = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("textarea, select, input:not([type=file])"));
