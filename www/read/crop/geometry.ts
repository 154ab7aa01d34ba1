// The box on a photograph: what a pointer takes hold of, and what becomes of the box. All in shares of the photograph.
import { WHOLE, isSameBox, type Box } from "../../engine/drawing";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What is held along either side: −1 the left or upper edge, 1 the other one, 0 none; with 0 twice the box moves. */
export interface Grip {
  readonly x: Edge;
  readonly y: Edge;
}
type Edge = -1 | 0 | 1;

/** Pixels beside an edge that take hold of it: a finger is 44 wide. */
const OUTSIDE = 22;
const INSIDE = 14;
/** And inside a corner, where both edges are meant. */
const CORNER = 44;

/** Of a narrow box so much of its middle moves it. */
const MIDDLE = 1 / 2;

/** Pixels that a box is wide and high, at least. */
const LEAST = 16;

/** Shares that a key moves a box or an edge. */
export const STEP = 0.02;

/**
 * What a pointer takes hold of; null where it begins another box: beside the box, and within one that is the whole
 * photograph, which could not be moved.
 * @param size of the photograph on the screen, in pixels
 */
export function gripAt({ x, y }: Point, box: Box, size: Point): Grip | null {
  const across = (inside: number) => edgeAt(x * size.x, box.left * size.x, box.right * size.x, inside);
  const down = (inside: number) => edgeAt(y * size.y, box.top * size.y, box.bottom * size.y, inside);
  const corner = gripOf(across(CORNER), down(CORNER));
  if (!corner) return null;
  if (corner.x !== 0 && corner.y !== 0) return corner;
  const grip = gripOf(across(INSIDE), down(INSIDE));
  return grip?.x === 0 && grip.y === 0 && isSameBox(box, WHOLE) ? null : grip;
}

const gripOf = (x: Edge | null, y: Edge | null): Grip | null => (x === null || y === null ? null : { x, y });

/** Which end of a stretch is held; null beside it. */
function edgeAt(at: number, start: number, end: number, most: number): Edge | null {
  const inside = Math.min(most, ((end - start) * (1 - MIDDLE)) / 2);
  const outside = Math.max(OUTSIDE, 2 * OUTSIDE - inside);
  if (at < start - outside || at > end + outside) return null;
  if (at <= start + inside) return -1;
  return at >= end - inside ? 1 : 0;
}

/** The box that comes of a drag. @param grip null: another box is drawn */
export function dragged(box: Box, grip: Grip | null, from: Point, to: Point, size: Point): Box {
  const least = leastOf(size);
  const [left, right] = grip
    ? pulled(box.left, box.right, grip.x, grip.y, to.x - from.x, least.x)
    : between(from.x, to.x, least.x);
  const [top, bottom] = grip
    ? pulled(box.top, box.bottom, grip.y, grip.x, to.y - from.y, least.y)
    : between(from.y, to.y, least.y);
  return { left, top, right, bottom };
}

/** A stretch of which an end is pulled, or which is moved. @param other what is held along the other side */
function pulled(start: number, end: number, edge: Edge, other: Edge, by: number, least: number): [number, number] {
  if (edge === -1) return [clamp(start + by, 0, Math.max(0, end - least)), end];
  if (edge === 1) return [start, clamp(end + by, Math.min(1, start + least), 1)];
  if (other !== 0) return [start, end];
  const moved = clamp(by, -start, 1 - end);
  return [start + moved, end + moved];
}

/** From where it was begun to where the pointer is, within the photograph. */
function between(from: number, to: number, least: number): [number, number] {
  const [start, end] = [clamp(from, 0, 1), clamp(to, 0, 1)];
  const missing = Math.max(0, least - Math.abs(end - start));
  const first = clamp(Math.min(start, end) - missing / 2, 0, 1 - least);
  return [first, Math.min(1, Math.max(first + least, start, end))];
}

/** A press without a drag brings the nearest corner there. */
export function pressed(box: Box, at: Point, size: Point): Box {
  const isRight = at.x > (box.left + box.right) / 2;
  const isLower = at.y > (box.top + box.bottom) / 2;
  const from = { x: isRight ? box.right : box.left, y: isLower ? box.bottom : box.top };
  return dragged(box, { x: isRight ? 1 : -1, y: isLower ? 1 : -1 }, from, at, size);
}

/** The box after a key, which moves it, or its right or lower edge. @param way −1, 0 or 1 along either side */
export function stepped(box: Box, way: Point, isSize: boolean, size: Point): Box {
  const grip: Grip = isSize ? { x: way.x === 0 ? 0 : 1, y: way.y === 0 ? 0 : 1 } : { x: 0, y: 0 };
  return dragged(box, grip, { x: 0, y: 0 }, { x: way.x * STEP, y: way.y * STEP }, size);
}

/** The least box, of a photograph that is smaller the whole of it. */
const leastOf = (size: Point): Point => ({ x: Math.min(1, LEAST / size.x), y: Math.min(1, LEAST / size.y) });

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
