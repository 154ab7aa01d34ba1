// A drawing: strokes in units of the pad (0..1, x to the right, y downwards), or a picture or an image instead of them.
import type { Bounds } from "crate";
import type { Stroke } from "../../npm/src/reader/drawing";
import type { Photo } from "./photo";

/** A part of a photograph, in shares of its sides: 0..1, x to the right, y downwards. */
export type Box = Readonly<Bounds>;
/** A photograph, of which what is in the box is read. */
export type Picture = { readonly photo: Photo; readonly box: Box };
/** `image`: 784 greys that somebody else wrote, just as the network takes them. */
export type Drawing = {
  readonly strokes: readonly Stroke[];
  readonly picture: Picture | null;
  readonly image: Float32Array | null;
  /** Ink that is one digit by itself, as the user joined or split it: each as `FoundDigit.strokes` names a digit's. */
  readonly fixed: readonly Uint32Array[];
};

export const BLANK: Drawing = { strokes: [], picture: null, image: null, fixed: [] };

export const WHOLE: Box = { left: 0, top: 0, right: 1, bottom: 1 };

export const isSameBox = (one: Box, other: Box) =>
  one.left === other.left && one.top === other.top && one.right === other.right && one.bottom === other.bottom;
