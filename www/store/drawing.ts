// The drawing on the pad, and what was drawn before it. A drawing is immutable: each point makes another one.
import { computed, signal } from "@preact/signals";
import { BLANK, type Drawing, type Picture, type Stroke } from "../engine/drawing";

/** Points closer than this to the last one say nothing new. */
const STEP = 0.001;

const current = signal<Drawing>(BLANK);
const isOpen = signal(false);

export const drawing = computed(() => current.value);
/** A stroke is still under the pen. */
export const isDrawing = computed(() => isOpen.value);
/** A line at the foot of the pad, until the drawing changes. */
export const note = signal("");

/** Drawings that can be come back to: pictures among them are large. */
const MOST = 60;

const past: Drawing[] = [];

function remember() {
  past.push(current.value);
  if (past.length > MOST) past.shift();
}

function become(next: Drawing) {
  remember();
  change(next, false);
}

function change(next: Drawing, isStroke: boolean) {
  isOpen.value = isStroke;
  note.value = "";
  current.value = next;
}

/** A stroke on a picture or an image begins a new drawing. */
export function beginStroke(x: number, y: number) {
  remember();
  change({ ...BLANK, strokes: [...current.value.strokes, [x, y]] }, true);
}

/** @param points x0, y0, x1, y1 … */
export function extendStroke(...points: number[]) {
  const stroke = current.value.strokes.at(-1);
  if (!isOpen.value || !stroke) return;
  const more = distinct(stroke, points);
  if (more.length > 0) change({ ...BLANK, strokes: current.value.strokes.with(-1, [...stroke, ...more]) }, true);
}

export function endStroke() {
  isOpen.value = false;
}

export const showPicture = (picture: Picture) => become({ ...BLANK, picture });

/** Takes an image to the pad just as the network takes it. */
export const showImage = (image: Float32Array) => become({ ...BLANK, image });

/** Goes on with a drawing from elsewhere. */
export const resumeDrawing = (next: Drawing) => become(next);

export function clear() {
  if (current.value !== BLANK) become(BLANK);
}

/** Takes back the last stroke, picture, image or clearing. */
export const undo = () => change(past.pop() ?? BLANK, false);

function distinct(stroke: Stroke, points: number[]) {
  const more: number[] = [];
  let [lastX, lastY] = stroke.slice(-2);
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = points.slice(i, i + 2);
    if (Math.hypot(x - lastX, y - lastY) < STEP) continue;
    more.push(x, y);
    [lastX, lastY] = [x, y];
  }
  return more;
}
