// What stands where a tool needs a drawing and there is none.
import type { ComponentChildren } from "preact";
import { writeThree } from "../store/own-pen";
import { focusHeading } from "./heading";
import { Waiting } from "./waiting";

/** @param children one line on what will stand here */
export const NeedsInk = ({ children }: { children: ComponentChildren }) => (
  <Waiting>
    <p>{children}</p>
    <button type="button" data-testid="draw-three" onClick={drawThree}>
      Draw a 3 for me
    </button>
  </Waiting>
);

function drawThree() {
  writeThree();
  // The button goes as soon as there is ink.
  focusHeading();
}
