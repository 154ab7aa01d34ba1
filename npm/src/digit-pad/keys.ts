// The keys of a pad that has the focus.
import type { KeyboardPen } from "../pad/keyboard-pen";

interface Actions {
  pen: KeyboardPen;
  undo: () => void;
  /** @returns whether there was anything to clear */
  clear: () => boolean;
}

/** @returns whether the key was the pad's */
export function pressKey(event: KeyboardEvent, { pen, undo, clear }: Actions) {
  const { key, altKey, ctrlKey, metaKey, shiftKey, repeat } = event;
  if (altKey) return false;
  const isUndo = key.toLowerCase() === "z";
  if (ctrlKey || metaKey) {
    if (!isUndo || shiftKey) return false;
    undo();
    return true;
  }
  if (pen.press(key, repeat)) return true;
  // On a blank pad Escape is the page's, which may close a dialog by it.
  if (key === "Escape") return clear();
  if (isUndo) undo();
  return isUndo;
}
