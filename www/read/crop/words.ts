// The box on a photograph, in words.
import type { Box } from "../../engine/drawing";

/** Each edge: its name, and from where its place is counted. */
export const EDGES = [
  { edge: "left", name: "Left edge of the box" },
  { edge: "top", name: "Upper edge of the box" },
  { edge: "right", name: "Right edge of the box" },
  { edge: "bottom", name: "Lower edge of the box" },
] as const;

export const LABEL =
  "Box over what is read of the picture. Arrow keys move it, with Shift they make it larger or smaller, Escape gives " +
  "the whole picture back.";

const percent = (share: number) => Math.round(100 * share);

/** How much of the photograph is in it, in 0..100. */
export const shareOf = ({ left, top, right, bottom }: Box) => percent((right - left) * (bottom - top));

/** Where it lies. */
export const wordsOf = (box: Box) =>
  shareOf(box) === 100
    ? "the whole picture"
    : `from ${percent(box.left)} to ${percent(box.right)} % across and from ${percent(box.top)} to ${percent(box.bottom)} % down`;

/** What stands at the foot of the pad. */
export function noteOf(isWhole: boolean, hasInk: boolean) {
  if (!hasInk) return "There is no ink in the box.";
  return isWhole ? "Drag a box to read a part." : "";
}
