// What a network makes of the drawing at one moment: of the whole, a number, and of one digit of it.
import type { Bounds, Placement } from "crate";
import type { Ranked } from "../../npm/src/reader/prediction";
import type { Drawing } from "./drawing";

export interface Prediction {
  state: "blank" | "read" | "unsure" | "loading" | "failed";
  /** The 784 greys the network sees, null without ink. */
  image: Float32Array | null;
  /** The ink is the user's own. */
  isOwn: boolean;
  /** One for each digit, null without a prediction. */
  probabilities: Float32Array | null;
  /** The ten digits, likeliest first; empty without a prediction. */
  ranking: number[];
  /** Bytes of the network. */
  progress: { received: number; total: number };
  /** What failed, in a sentence. */
  fault: string;
}

/** A digit of a number. */
export interface FoundDigit extends Ranked {
  /** The 784 greys the network sees. */
  readonly image: Float32Array;
  /** Where the image lies on the pad, in pads; null for a dot. */
  readonly placement: Placement | null;
  /** Around the points of the ink, in pads: the pen is half its width wider. */
  readonly box: Bounds;
  /** Which ink of the drawing it is (`ink.ts`); nothing for an image that somebody else wrote. */
  readonly strokes: Uint32Array;
  /** Of this ink alone: the same as long as the ink is, whatever is drawn beside it. */
  readonly drawing: Drawing;
}

/** What is written, and its digits from left to right; none without ink. */
export interface Found {
  /** `?` for a digit without an answer. */
  readonly text: string;
  readonly digits: readonly FoundDigit[];
}

/** `state`: "read" if every digit has an answer, "unsure" if one has none. */
export interface Reading extends Found, Pick<Prediction, "state" | "isOwn" | "progress" | "fault"> {}
