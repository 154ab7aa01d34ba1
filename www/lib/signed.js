// Numbers above and below 0 as a picture in two colours: 0 is paper, the farthest from 0 is full colour.

/** @typedef {import("./palette.js").Rgb} Rgb */

/** @param {ArrayLike<number>} values */
export function farthest(values) {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]));
  return most;
}

/**
 * @param {HTMLCanvasElement} canvas becomes `width` pixels wide, one a value
 * @param {ArrayLike<number>} values row by row @param {number} width @param {number} most what gets full colour
 * @param {{ paper: Rgb, above: Rgb, below: Rgb }} colours
 */
export function paintSigned(canvas, values, width, most, { paper, above, below }) {
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
