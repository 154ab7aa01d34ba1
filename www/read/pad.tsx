// The pad: takes ink from mouse, finger, pen or keys, and shows the drawing.
import { computed, effect } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { onceAFrame } from "../../npm/src/pad/once-a-frame";
import { watchPixels } from "../../npm/src/pad/pixels";
import { takePointers } from "../../npm/src/pad/pointers";
import { penFor } from "../../npm/src/pad/paint";
import { drawing, isDrawing } from "../store/drawing";
import { reading } from "../store/prediction";
import { theme } from "../ui/theme";
import { paint } from "./paint";
import { handStrokes, penPlace, putPenAway } from "./user-pen";

const LABEL =
  "Drawing pad: write a digit, or a number of up to 12 digits, with mouse, finger or pen. A key from 0 to 9 has the " +
  "page write that digit after those that are there. Arrow keys move a pen, Space puts it down and lifts it. " +
  "Z takes back a stroke, Escape clears.";

const pen = computed(() => penFor(reading.value.digits.map(({ box }) => box)));

/** What is painted: the whole photograph, whatever part of it is read. */
const shown = computed(() => drawing.value.picture?.photo ?? drawing.value);

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
  const repaint = () => paint(canvas, drawing.peek(), pen.peek());
  const soon = onceAFrame(repaint);
  const stopPainting = effect(() => {
    void shown.value;
    void pen.value;
    soon();
  });
  const stopRecolouring = effect(() => {
    void theme.value;
    repaint();
  });
  const stopWatching = watchPixels(canvas, repaint);
  const stopPointing = takePointers(canvas, handStrokes);
  return () => {
    stopPainting();
    stopRecolouring();
    stopWatching();
    stopPointing();
  };
}
