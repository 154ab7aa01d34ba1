// Mouse, finger and pen on a photograph: one of them holds the box.
import type { Box } from "../../engine/drawing";
import { drawing, releaseBox, setBox, undo } from "../../store/drawing";
import { dragged, gripAt, pressed, type Grip, type Point } from "./geometry";

/** Pixels that a press may wander and is no drag. */
const STILL = 4;

interface Held {
  id: number;
  type: string;
  grip: Grip | null;
  from: Point;
  /** As it was then. */
  box: Box;
  isDrag: boolean;
  hasChanged: boolean;
}

/**
 * @param photo what shows the photograph, within the pad
 * @returns ends it
 */
export function takeBoxPointers(pad: HTMLElement, photo: HTMLElement) {
  const listening = new AbortController();
  const { signal } = listening;
  let held: Held | null = null;

  const sizeOf = (): Point => ({ x: photo.clientWidth, y: photo.clientHeight });
  const place = ({ clientX, clientY }: PointerEvent): Point => {
    const { left, top, width, height } = photo.getBoundingClientRect();
    return { x: (clientX - left) / width, y: (clientY - top) / height };
  };
  const boxNow = () => drawing.peek().picture?.box;
  /** Whether the pointer that held the box, if any, is done with, as on the pad. */
  const makesWay = ({ isPrimary, pointerType }: PointerEvent) => {
    if (!held) return true;
    if (pointerType === "pen" && held.type === "touch") {
      // The touch was the palm of the hand that holds the pen.
      if (held.hasChanged) undo();
      return true;
    }
    return isPrimary && pointerType === held.type;
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0 || !makesWay(event)) return;
    const box = boxNow();
    if (!box) return;
    const from = place(event);
    const { pointerId: id, pointerType: type } = event;
    held = { id, type, grip: gripAt(from, box, sizeOf()), from, box, isDrag: false, hasChanged: false };
    try {
      pad.setPointerCapture(event.pointerId);
    } catch {
      // It is up again already.
    }
  };
  const move = (event: PointerEvent) => {
    const box = boxNow();
    if (!box) return;
    if (event.pointerId !== held?.id) {
      if (!held) pad.style.cursor = cursorOf(gripAt(place(event), box, sizeOf()));
      return;
    }
    // The button was released where no event could tell.
    if (event.pointerType === "mouse" && !(event.buttons & 1)) return end();
    const [to, size] = [place(event), sizeOf()];
    const way = Math.hypot((to.x - held.from.x) * size.x, (to.y - held.from.y) * size.y);
    held.isDrag ||= way >= STILL;
    if (!held.isDrag) return;
    const isChange = setBox(dragged(held.box, held.grip, held.from, to, size), held.hasChanged, true);
    held.hasChanged ||= isChange;
  };
  const up = () => {
    if (held && !held.isDrag && isNoGrip(held.grip)) setBox(pressed(held.box, held.from, sizeOf()), false, false);
    end();
  };
  const end = () => {
    held = null;
    releaseBox();
  };
  pad.addEventListener("pointerdown", down, { signal });
  pad.addEventListener("pointermove", move, { signal });
  pad.addEventListener("pointerup", (event) => event.pointerId === held?.id && up(), { signal });
  for (const name of ["pointercancel", "lostpointercapture"] as const)
    pad.addEventListener(name, (event) => event.pointerId === held?.id && end(), { signal });
  return () => {
    listening.abort();
    if (held) end();
  };
}

/** A press on an edge or a corner is one that wanted to drag it. */
const isNoGrip = (grip: Grip | null) => !grip || (grip.x === 0 && grip.y === 0);

function cursorOf(grip: Grip | null) {
  if (!grip) return "crosshair";
  const { x, y } = grip;
  if (x !== 0 && y !== 0) return x === y ? "nwse-resize" : "nesw-resize";
  if (x !== 0) return "ew-resize";
  return y === 0 ? "move" : "ns-resize";
}
