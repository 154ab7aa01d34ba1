// Paints a drawing on the pad, in the colours that the style gives it.
import { paintPad } from "../../npm/src/pad/paint";
import { placeOnPad, type Photo } from "../engine/photo";
import { SIDE, paintInk } from "../ui/greys";
import type { Drawing } from "../engine/drawing";

/** @param pen its width, as a share of the pad */
export function paint(canvas: HTMLCanvasElement, { strokes, picture, image }: Drawing, pen: number) {
  const style = getComputedStyle(canvas);
  const [rule, ink, accent] = ["--rule", "--ink", "--accent"].map((token) => style.getPropertyValue(token));
  paintPad(canvas, strokes, { rule, ink: accent, pen }, (context) => {
    if (picture) fit(context, picture.photo);
    if (image) enlarge(context, image, ink);
  });
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
