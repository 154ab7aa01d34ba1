// The user's labelled drawings as files that others read: strokes as JSON lines, images and labels as IDX.
import type { LabelledDrawing } from "../../store/labelled-drawings";

const SIDE = 28;

/** Decimals of a point in 0..1: far below a pixel. */
const DECIMALS = 4;

/** A JSON object a line, for every digit that was drawn; pictures have no strokes. */
export function strokesFile(drawings: readonly LabelledDrawing[]) {
  return drawings
    .flatMap(({ label, strokes }) =>
      strokes ? [JSON.stringify({ label, source: "neuroglyph", writer: "me", strokes: scaled(strokes) })] : [],
    )
    .map((line) => `${line}\n`)
    .join("");
}

/** Into 0..1, with the aspect ratio kept. */
function scaled(strokes: number[][]) {
  const points = strokes.map((stroke) => stroke.flatMap((x, i) => (i % 2 ? [] : [[x, stroke[i + 1]]])));
  const [xs, ys] = [0, 1].map((axis) => points.flat().map((point) => point[axis]));
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const extent = Math.max(Math.max(...xs) - left, Math.max(...ys) - top) || 1;
  const share = (length: number) => Number((length / extent).toFixed(DECIMALS));
  return points.map((stroke) => stroke.map(([x, y]) => [share(x - left), share(y - top)]));
}

export const imagesFile = (drawings: readonly LabelledDrawing[]) =>
  idx(
    [drawings.length, SIDE, SIDE],
    drawings.map(({ image }) => image),
  );

export const labelsFile = (drawings: readonly LabelledDrawing[]) =>
  idx([drawings.length], [Uint8Array.from(drawings, ({ label }) => label)]);

/** Bytes in as many dimensions. */
function idx(sizes: number[], parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const header = 4 + 4 * sizes.length;
  const file = new Uint8Array(header + parts.reduce((sum, part) => sum + part.length, 0));
  const view = new DataView(file.buffer);
  view.setUint32(0, 0x0800 + sizes.length);
  sizes.forEach((size, i) => view.setUint32(4 + 4 * i, size));
  let at = header;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}
