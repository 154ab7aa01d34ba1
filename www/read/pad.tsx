// The pad: takes ink from mouse, finger, pen or keys, and shows the drawing.
import { effect } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { drawing, isDrawing } from "../store/drawing";
import { onceAFrame } from "../ui/once-a-frame";
import { theme } from "../ui/theme";
import { penPlace, putPenAway } from "./keyboard-pen";
import { paint } from "./paint";
import { watchPixels } from "./pixels";
import { takePointers } from "./pointers";

const LABEL =
  "Drawing pad: draw one digit, 0 to 9, with mouse, finger or pen. A key from 0 to 9 has the page write that digit. " +
  "Arrow keys move a pen, Space puts it down and lifts it. Z takes back a stroke, Escape clears.";

export function Pad() {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => (canvas.current ? attach(canvas.current) : undefined), []);
  return (
    <canvas ref={canvas} data-testid="pad" tabIndex={0} role="application" aria-label={LABEL} onBlur={putPenAway} />
  );
}

/** Where the pen is that keys move. */
export function KeyboardPen() {
  const place = penPlace.value;
  if (!place) return null;
  const [left, top] = place.map((share) => `${100 * share}%`);
  return <i class="keyboard-pen" data-down={isDrawing.value} style={{ left, top }} aria-hidden="true" />;
}

function attach(canvas: HTMLCanvasElement) {
  const repaint = () => paint(canvas, drawing.peek());
  const soon = onceAFrame(repaint);
  const stopPainting = effect(() => {
    void drawing.value;
    soon();
  });
  const stopRecolouring = effect(() => {
    void theme.value;
    repaint();
  });
  const stopWatching = watchPixels(canvas, repaint);
  const stopPointing = takePointers(canvas);
  return () => {
    stopPainting();
    stopRecolouring();
    stopWatching();
    stopPointing();
  };
}
