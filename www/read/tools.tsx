// Undo, clear and picture, and the keys of the pad.
import { useEffect } from "preact/hooks";
import { drawing } from "../store/drawing";
import { clear, undo } from "./actions";
import { Camera } from "./camera";
import { listenForKeys } from "./keys";
import { PictureInput } from "./picture-input";

export function Tools() {
  useEffect(listenForKeys, []);
  return (
    <>
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
        <Camera />
        <PictureInput />
        <p class="pad-keys">
          or paste or
          <br />
          drop a picture
        </p>
      </div>
      <p id="keys">{drawing.value.picture ? <PictureKeys /> : <DrawingKeys />}</p>
    </>
  );
}

const DrawingKeys = () => (
  <>
    <span>
      <kbd>Z</kbd> undo
    </span>{" "}
    <span>
      <kbd>Esc</kbd> clear
    </span>{" "}
    <span>
      <kbd>0</kbd>–<kbd>9</kbd> add a digit
    </span>{" "}
    <span>
      <kbd>←</kbd> <kbd>Space</kbd> draw
    </span>
  </>
);

/** Once the box has the focus. */
const PictureKeys = () => (
  <>
    <span>
      <kbd>Z</kbd> undo
    </span>{" "}
    <span>
      <kbd>Esc</kbd> whole picture
    </span>{" "}
    <span>
      <kbd>←</kbd> move the box
    </span>{" "}
    <span>
      <kbd>Shift</kbd> <kbd>←</kbd> resize it
    </span>
  </>
);
