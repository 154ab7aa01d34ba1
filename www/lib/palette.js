// The colours of the style as numbers, for pictures that are made pixel by pixel.

/** @typedef {[number, number, number]} Rgb 0..255 each */
/** @typedef {{ sheet: Rgb, ink: Rgb, for: Rgb, against: Rgb }} Palette */

/** @param {Element} element @returns {Palette} */
export function paletteOf(element) {
  const style = getComputedStyle(element);
  const colour = (/** @type {string} */ token) => rgb(style.getPropertyValue(token));
  return { sheet: colour("--sheet"), ink: colour("--ink"), for: colour("--for"), against: colour("--against") };
}

/** Any colour that the style can name. @param {string} colour @returns {Rgb} */
function rgb(colour) {
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  if (!context) throw new Error("this browser gives the page no canvas to mix colours on");
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}
