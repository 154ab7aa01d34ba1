// Paints the 784 greys of an image as ink on whatever the canvas stands on: 0 is bare, 1 is full ink.
import { SIDE } from "../../npm/src/reader/drawing";

export { SIDE };

/**
 * @param canvas 28 × 28, in the page
 * @param image 784 values in 0..1; none leaves the canvas bare
 * @param token the ink's, a custom property of the style
 */
export function paintGreys(canvas: HTMLCanvasElement, image: ArrayLike<number> | null, token: string) {
  paintInk(canvas, image, getComputedStyle(canvas).getPropertyValue(token));
}

export function paintInk(canvas: HTMLCanvasElement, image: ArrayLike<number> | null, colour: string) {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser gives the page no canvas to draw on");
  const greys = context.createImageData(SIDE, SIDE);
  for (let at = 0; at < (image?.length ?? 0); at++) greys.data[4 * at + 3] = Math.round(255 * (image?.[at] ?? 0));
  context.putImageData(greys, 0, 0);
  // The colour, where there is ink.
  context.globalCompositeOperation = "source-in";
  context.fillStyle = colour;
  context.fillRect(0, 0, SIDE, SIDE);
  context.globalCompositeOperation = "source-over";
}
