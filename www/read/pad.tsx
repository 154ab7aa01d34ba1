// The pad: takes ink from mouse, finger or pen, and shows the drawing.
import { effect } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { beginStroke, clear, drawing, endStroke, extendStroke } from "../store/drawing";
import { stopWriting } from "../store/own-pen";
import { onceAFrame } from "../ui/once-a-frame";
import { theme } from "../ui/theme";
import { paint } from "./paint";
import { watchPixels } from "./pixels";

export function Pad() {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => (canvas.current ? attach(canvas.current) : undefined), []);
  return (
    <canvas
      ref={canvas}
      data-testid="pad"
      tabIndex={0}
      role="img"
      aria-label="Drawing pad: draw one digit, 0 to 9, with mouse, finger or pen. Z takes back a stroke, Escape clears."
      aria-describedby="keys"
    />
  );
}

function attach(canvas: HTMLCanvasElement) {
  const repaint = () => paint(canvas, drawing.peek());
  const soon = onceAFrame(repaint);
  const stopPainting = effect(() => {
    void drawing.value;
    void theme.value;
    soon();
  });
  const stopWatching = watchPixels(canvas, repaint);
  const stopPointing = takePointers(canvas);
  return () => {
    stopPainting();
    stopWatching();
    stopPointing();
  };
}

/** @returns ends it */
function takePointers(canvas: HTMLCanvasElement) {
  const listening = new AbortController();
  const { signal } = listening;
  /** The pointer that is drawing. */
  let pointer: { id: number; type: string } | null = null;

  const place = ({ clientX, clientY }: PointerEvent): [number, number] => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    return [(clientX - left) / width, (clientY - top) / height];
  };
  const end = () => {
    pointer = null;
    endStroke();
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    // A second finger is ignored, and so is a palm beside a pen; a new first pointer of the same kind means that
    // the old one was lost.
    if (pointer && (!event.isPrimary || event.pointerType !== pointer.type)) return;
    if (pointer) end();
    pointer = { id: event.pointerId, type: event.pointerType };
    try {
      canvas.setPointerCapture(event.pointerId);
    } catch {
      // It is up again already: the dot stays, and nothing follows.
    }
    if (stopWriting()) clear();
    beginStroke(...place(event));
  };
  const move = (event: PointerEvent) => {
    if (event.pointerId !== pointer?.id) return;
    // The button was released where no event could tell.
    if (event.pointerType === "mouse" && !(event.buttons & 1)) return end();
    const between = event.getCoalescedEvents?.() ?? [];
    extendStroke(...(between.length > 0 ? between : [event]).flatMap(place));
  };
  canvas.addEventListener("pointerdown", down, { signal });
  canvas.addEventListener("pointermove", move, { signal });
  for (const name of ["pointerup", "pointercancel", "lostpointercapture"] as const)
    canvas.addEventListener(name, (event) => event.pointerId === pointer?.id && end(), { signal });
  return () => listening.abort();
}
