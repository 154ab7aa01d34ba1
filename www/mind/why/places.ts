// Where on a drawing a network's reasons lie, in words: the ink's box in nine parts.

const SIDE = 28;

/** Greys from here on are ink to the eye. */
export const INK = 0.4;

/** To a pixel and its neighbours, each way. */
const STEPS = [-1, 0, 1];

const PLACES = [
  ["at the upper left", "at the top", "at the upper right"],
  ["at the left", "in the middle", "at the right"],
  ["at the lower left", "at the bottom", "at the lower right"],
];

/** What the ink in it said, and what ink on its paper would say. */
type Part = { place: string; ink: number; paper: number };

/**
 * @param image greys
 * @param gradient of a digit's pre-activation
 */
export function partsOf(image: Float32Array, gradient: Float32Array): Part[] {
  const pixels = Array.from(image.keys());
  const inked = pixels.filter((i) => image[i] >= INK);
  // A picture may be all grey.
  const at = inked.length > 0 ? inked : pixels;
  const columns = at.map((i) => i % SIDE);
  const rows = at.map((i) => Math.floor(i / SIDE));
  const [left, right] = [Math.min(...columns), Math.max(...columns) + 1];
  const [top, bottom] = [Math.min(...rows), Math.max(...rows) + 1];
  const parts = PLACES.flat().map((place) => ({ place, ink: 0, paper: 0 }));
  for (let row = top; row < bottom; row++)
    for (let column = left; column < right; column++) {
      const across = Math.floor((3 * (column - left)) / (right - left));
      const part = parts[3 * Math.floor((3 * (row - top)) / (bottom - top)) + across];
      const i = SIDE * row + column;
      part.ink += gradient[i] * image[i];
      part.paper += gradient[i] * (1 - image[i]);
    }
  return parts;
}

/** How much each pixel hides what lies under it: on the ink and beside it all, elsewhere as much as it has to say. */
export function opacitiesOf(image: Float32Array, gradient: Float32Array) {
  const most = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const isInk = (row: number, column: number) => column >= 0 && column < SIDE && image[SIDE * row + column] > 0;
  return gradient.map((value, i) => {
    const [row, column] = [Math.floor(i / SIDE), i % SIDE];
    const isNear = STEPS.some((down) => STEPS.some((across) => isInk(row + down, column + across)));
    return isNear ? 1 : Math.abs(value) / most;
  });
}

/** What speaks for a digit and what against it, in a sentence or two. */
export function reasons(parts: Part[], digit: number) {
  const byInk = parts.toSorted((a, b) => b.ink - a.ink);
  const [best, worst] = [byInk[0], byInk[byInk.length - 1]];
  const emptiest = parts.toSorted((a, b) => Math.abs(b.paper) - Math.abs(a.paper))[0];
  const pro = best.ink > 0 ? `The ink ${best.place} speaks most for ${digit}` : `No ink speaks for ${digit}`;
  const contra = worst.ink < 0 ? `, that ${worst.place} most against it.` : ", none against it.";
  const side = emptiest.paper > 0 ? "for" : "against";
  return `${pro}${contra} More ink ${emptiest.place} would speak ${side} it.`;
}
