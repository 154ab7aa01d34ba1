// Numbers above and below 0 as a picture in two colours: 0 is paper, the farthest from 0 is full colour.
import type { Rgb } from "./palette";

export function farthest(values: ArrayLike<number>) {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]));
  return most;
}

/**
 * @param canvas becomes `width` pixels wide, one a value
 * @param values row by row
 * @param most what gets full colour
 */
export function paintSigned(
  canvas: HTMLCanvasElement,
  values: ArrayLike<number>,
  width: number,
  most: number,
  { paper, above, below }: { paper: Rgb; above: Rgb; below: Rgb },
) {
  const height = Math.ceil(values.length / width);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext("2d");
  if (!context) return;
  const picture = context.createImageData(width, height);
  for (let i = 0; i < values.length; i++) {
    const share = most > 0 ? Math.min(1, Math.abs(values[i]) / most) : 0;
    const full = values[i] > 0 ? above : below;
    for (let channel = 0; channel < 3; channel++)
      picture.data[4 * i + channel] = paper[channel] + (full[channel] - paper[channel]) * share;
    picture.data[4 * i + 3] = 255;
  }
  context.putImageData(picture, 0, 0);
}
