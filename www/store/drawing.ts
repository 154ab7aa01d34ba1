// The drawing on the pad, and what was drawn before it. A drawing is immutable: each point makes another one.
import { computed, signal } from "@preact/signals";
import { distinct } from "../../npm/src/pad/strokes";
import { BLANK, isSameBox, type Box, type Drawing, type Picture } from "../engine/drawing";

const current = signal<Drawing>(BLANK);
const isOpen = signal(false);

export const drawing = computed(() => current.value);
/** A stroke is still under the pen, or a box under the pointer. */
export const isDrawing = computed(() => isOpen.value);
/** A line at the foot of the pad, until the drawing changes. */
export const note = signal("");

/** Drawings that can be come back to, and photographs among them, which are large. */
const MOST = 60;
const MOST_PHOTOS = 6;

/** `takeBack`: what else is undone with the change. */
interface Past {
  drawing: Drawing;
  takeBack?: () => void;
}

const past: Past[] = [];

function remember(takeBack?: () => void) {
  past.push({ drawing: current.value, takeBack });
  while (past.length > MOST || photosIn(past) > MOST_PHOTOS) past.shift();
}

const photosIn = (drawings: readonly Past[]) =>
  new Set(drawings.flatMap(({ drawing }) => drawing.picture?.photo ?? [])).size;

function become(next: Drawing, takeBack?: () => void) {
  remember(takeBack);
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
  const { strokes, picture, fixed } = current.value;
  change({ ...BLANK, strokes: [...strokes, [x, y]], fixed: picture ? [] : fixed }, true);
}

/** @param points x0, y0, x1, y1 … */
export function extendStroke(...points: number[]) {
  const { strokes, fixed } = current.value;
  const stroke = strokes.at(-1);
  if (!isOpen.value || !stroke) return;
  const more = distinct(stroke, points);
  if (more.length > 0) change({ ...BLANK, strokes: strokes.with(-1, [...stroke, ...more]), fixed }, true);
}

export function endStroke() {
  isOpen.value = false;
}

export const showPicture = (picture: Picture) => become({ ...BLANK, picture });

/**
 * Another part of the picture is read from now on.
 * @param isMore it goes on with the last change, and is undone with it
 * @param isHeld the box is still under the pointer
 * @returns whether that is a change
 */
export function setBox(box: Box, isMore: boolean, isHeld: boolean) {
  const { picture } = current.value;
  if (!picture || isSameBox(picture.box, box)) return false;
  if (!isMore) remember();
  change({ ...BLANK, picture: { photo: picture.photo, box } }, isHeld);
  return true;
}

/** The pointer is lifted. */
export function releaseBox() {
  isOpen.value = false;
}

/** Takes an image to the pad just as the network takes it. */
export const showImage = (image: Float32Array) => become({ ...BLANK, image });

/** Goes on with a drawing from elsewhere. */
export const resumeDrawing = (next: Drawing) => become(next);

/**
 * The same ink, of which other parts are digits by themselves.
 * @param takeBack what else is undone with it
 */
export const fix = (fixed: readonly Uint32Array[], takeBack: () => void) =>
  become({ ...current.value, fixed }, takeBack);

export function clear() {
  if (current.value !== BLANK) become(BLANK);
}

/** Takes back the last stroke, picture, box on it, image, clearing, or what was joined or split last. */
export function undo() {
  const last = past.pop();
  change(last?.drawing ?? BLANK, false);
  last?.takeBack?.();
}
