// Mouse, finger and pen on the pad: one of them draws.
import type { Strokes } from "./strokes";

/** @returns ends it */
export function takePointers(canvas: HTMLCanvasElement, strokes: Strokes) {
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
    strokes.end();
  };
  /** Whether the pointer that was drawing, if any, is done with. */
  const makesWay = ({ isPrimary, pointerType }: PointerEvent) => {
    if (!pointer) return true;
    if (pointerType === "pen" && pointer.type === "touch") {
      // The touch was the palm of the hand that holds the pen.
      if (strokes.isOpen()) strokes.undo();
      return true;
    }
    // A second finger is ignored, and so is a palm beside a pen; a new first pointer of the same kind means that
    // the old one was lost.
    return isPrimary && pointerType === pointer.type;
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0 || !makesWay(event)) return;
    if (pointer) end();
    pointer = { id: event.pointerId, type: event.pointerType };
    try {
      canvas.setPointerCapture(event.pointerId);
    } catch {
      // It is up again already: the dot stays, and nothing follows.
    }
    strokes.makeWay();
    strokes.begin(...place(event));
  };
  const move = (event: PointerEvent) => {
    if (event.pointerId !== pointer?.id) return;
    // The button was released where no event could tell.
    if (event.pointerType === "mouse" && !(event.buttons & 1)) return end();
    const between = event.getCoalescedEvents?.() ?? [];
    strokes.extend(...(between.length > 0 ? between : [event]).flatMap(place));
  };
  canvas.addEventListener("pointerdown", down, { signal });
  canvas.addEventListener("pointermove", move, { signal });
  for (const name of ["pointerup", "pointercancel", "lostpointercapture"] as const)
    canvas.addEventListener(name, (event) => event.pointerId === pointer?.id && end(), { signal });
  return () => listening.abort();
}
