// The colours of the style as numbers, for pictures that are made pixel by pixel.

/** In 0..255 each. */
export type Rgb = [number, number, number];
export type Palette = { sheet: Rgb; ink: Rgb; for: Rgb; against: Rgb };

export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const colour = (token: string) => rgb(style.getPropertyValue(token));
  return { sheet: colour("--sheet"), ink: colour("--ink"), for: colour("--for"), against: colour("--against") };
}

/** Any colour that the style can name. */
function rgb(colour: string): Rgb {
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  if (!context) throw new Error("this browser gives the page no canvas to mix colours on");
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}
