// The picture of an attribution: each pixel in the colour of what it says, with the ink outlined.
import { paletteOf } from "../../ui/palette";
import { farthest, paintSigned } from "../../ui/signed";
import type { Attribution } from "./attribution";
import { INK, opacitiesOf } from "./places";

const SIDE = 28;
/** Pixels of the canvas to each of the image. */
const CELL = 20;
const LINE = 3;

/** Pixels of the canvas along each side. */
export const SIZE = SIDE * CELL;

/** @param canvas of SIZE × SIZE */
export function paintAttribution(canvas: HTMLCanvasElement, { image, gradient }: Attribution) {
  const context = canvas.getContext("2d");
  if (!context) return;
  const { sheet, ink, for: above, against: below } = paletteOf(document.documentElement);
  const small = document.createElement("canvas");
  paintSigned(small, gradient, SIDE, farthest(gradient), { paper: sheet, above, below });
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, SIZE, SIZE);
  context.strokeStyle = `rgb(${ink.join()})`;
  context.lineWidth = LINE;
  context.stroke(outline(image));
}

/** Around the digit's ink leaves only the colours: what else is drawn there shows through. */
export function uncover(canvas: HTMLCanvasElement, { image, gradient }: Attribution) {
  const context = canvas.getContext("2d");
  const small = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
  const mask = small.getContext("2d");
  if (!context || !mask) return;
  const opacities = mask.createImageData(SIDE, SIDE);
  opacitiesOf(image, gradient).forEach((opacity, i) => (opacities.data[4 * i + 3] = 255 * opacity));
  mask.putImageData(opacities, 0, 0);
  context.globalCompositeOperation = "destination-in";
  context.drawImage(small, 0, 0, SIZE, SIZE);
  context.globalCompositeOperation = "source-over";
}

/** The edges between ink and paper. */
function outline(image: Float32Array) {
  const isInk = (x: number, y: number) => x >= 0 && y >= 0 && x < SIDE && y < SIDE && image[SIDE * y + x] >= INK;
  const path = new Path2D();
  const edge = (x: number, y: number, dx: number, dy: number) => {
    path.moveTo(x * CELL, y * CELL);
    path.lineTo((x + dx) * CELL, (y + dy) * CELL);
  };
  for (let y = 0; y <= SIDE; y++)
    for (let x = 0; x <= SIDE; x++) {
      if (isInk(x, y) !== isInk(x - 1, y)) edge(x, y, 0, 1);
      if (isInk(x, y) !== isInk(x, y - 1)) edge(x, y, 1, 0);
    }
  return path;
}
