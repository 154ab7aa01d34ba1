// Paints a drawing on a canvas, in the colours that the style gives it.
import type { Drawing } from "../engine/drawing";
import type { Stroke } from "../../npm/src/reader/drawing";
import { placeOnPad, type Photo } from "../engine/photo";
import { SIDE, paintInk } from "../ui/greys";

/** @param pen its width, as a share of the pad */
export function paint(canvas: HTMLCanvasElement, { strokes, picture, image }: Drawing, pen: number) {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser gives the page no canvas to draw on");
  const style = getComputedStyle(canvas);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.strokeStyle = style.getPropertyValue("--rule");
  grid(context, canvas.width);
  if (picture) fit(context, picture.photo);
  if (image) enlarge(context, image, style.getPropertyValue("--ink"));
  context.strokeStyle = context.fillStyle = style.getPropertyValue("--accent");
  context.lineWidth = pen * canvas.width;
  context.lineCap = context.lineJoin = "round";
  for (const stroke of strokes) ink(context, stroke, canvas.width);
}

/** Every fourth line is stronger. */
function grid(context: CanvasRenderingContext2D, size: number) {
  const width = Math.max(1, Math.round(devicePixelRatio * 0.75));
  context.lineWidth = width;
  for (let line = 1; line < SIDE; line++) {
    const at = Math.round((line * size) / SIDE) + (width % 2) / 2;
    context.globalAlpha = line % 4 ? 0.35 : 0.8;
    context.beginPath();
    context.moveTo(at, 0);
    context.lineTo(at, size);
    context.moveTo(0, at);
    context.lineTo(size, at);
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** The whole of it, whatever part is read. */
function fit(context: CanvasRenderingContext2D, photo: Photo) {
  const { width: size } = context.canvas;
  const { left, top, right, bottom } = placeOnPad(photo);
  context.imageSmoothingQuality = "high";
  context.drawImage(photo.surface(size), left * size, top * size, (right - left) * size, (bottom - top) * size);
}

/** Each of its pixels fills a cell of the grid. */
function enlarge(context: CanvasRenderingContext2D, image: Float32Array, colour: string) {
  const small = document.createElement("canvas");
  small.width = small.height = SIDE;
  paintInk(small, image, colour);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, context.canvas.width, context.canvas.height);
}

/** Curves through the midpoints, and a straight end to where the pen is now. */
function ink(context: CanvasRenderingContext2D, stroke: Stroke, size: number) {
  const at = (i: number) => stroke[i] * size;
  const last = stroke.length - 2;
  context.beginPath();
  if (last === 0) {
    context.arc(at(0), at(1), context.lineWidth / 2, 0, 2 * Math.PI);
    return context.fill();
  }
  context.moveTo(at(0), at(1));
  for (let i = 2; i < last; i += 2)
    context.quadraticCurveTo(at(i), at(i + 1), (at(i) + at(i + 2)) / 2, (at(i + 1) + at(i + 3)) / 2);
  context.lineTo(at(last), at(last + 1));
  context.stroke();
}
