// Strokes as a text, which browsers keep with the other fields of a form.
import type { Stroke } from "../reader/drawing";

/** Decimals of a place, in pads: finer than a pixel. */
const FINE = 10_000;

export const saved = (strokes: readonly Stroke[]) =>
  JSON.stringify(strokes.map((stroke) => stroke.map((value) => Math.round(value * FINE) / FINE)));

/** @returns none where the text is nothing that was saved here */
export function restored(text: string): Stroke[] {
  try {
    const strokes: unknown = JSON.parse(text);
    return Array.isArray(strokes) && strokes.every(isStroke) ? strokes : [];
  } catch {
    return [];
  }
}

const isStroke = (stroke: unknown): stroke is Stroke =>
  Array.isArray(stroke) && stroke.length > 0 && stroke.length % 2 === 0 && stroke.every(Number.isFinite);
