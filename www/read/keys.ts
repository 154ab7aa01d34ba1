// The keys of the pad, where no other control has the focus.
import { goBack, undo, writeDigit } from "./actions";
import { keyboardPen, putPenAway } from "./user-pen";

/** @returns ends it */
export function listenForKeys() {
  const listening = new AbortController();
  const { signal } = listening;
  document.addEventListener("keydown", press, { signal });
  document.addEventListener("keyup", ({ key }) => keyboardPen.release(key), { signal });
  return () => listening.abort();
}

function press(event: KeyboardEvent) {
  const { key, target, defaultPrevented, altKey, ctrlKey, metaKey, shiftKey, repeat } = event;
  if (defaultPrevented || altKey || !(target instanceof HTMLElement)) return;
  const isTaken = ctrlKey || metaKey ? !shiftKey && pressCommand(key, target) : pressAlone(key, target, repeat);
  if (isTaken) event.preventDefault();
}

function pressCommand(key: string, target: HTMLElement) {
  if (key.toLowerCase() !== "z" || isText(target)) return false;
  undo();
  return true;
}

/**
 * A single key is for the pad, and for the page while no control has the focus: a room begins with the focus on its
 * heading. Who speaks to the page, or looks for a name in a list, must not lose ink.
 */
function pressAlone(key: string, target: HTMLElement, isRepeated: boolean) {
  if (!target.matches(`body, #room h1, ${PAD}, ${BOX}`)) return false;
  // Without the pad's focus these scroll the page.
  if (target.matches(PAD) && keyboardPen.press(key, isRepeated)) return true;
  if (key === "Escape") goBack();
  else if (key.toLowerCase() === "z") undo();
  else if (/^\d$/.test(key)) {
    if (isRepeated) return true;
    putPenAway();
    writeDigit(Number(key));
  } else return false;
  return true;
}

const PAD = "[data-testid=pad]";
const BOX = "[data-testid=crop-box]";

const isText = (target: HTMLElement) =>
  target.isContentEditable || target.matches("textarea, select, input:not([type=file])");
