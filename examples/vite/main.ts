// Reads a stroke, and trains a network in a worker when the button is pressed.
import { loadReader, type Strokes } from "neuroglyph";
import { train } from "neuroglyph/train";

const SEVEN: Strokes = [
  [
    [28, 22],
    [48, 22],
    [70, 20],
    [62, 40],
    [54, 60],
    [47, 84],
  ],
];

const find = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;

const reader = await loadReader();
find<HTMLOutputElement>("read").value = reader.read(SEVEN).text;

/** A bar at a place of its own for each of ten classes. */
function bar(label: number) {
  const image = new Float32Array(28 * 28);
  for (let row = 4; row < 24; row += 1) image[28 * row + 4 + 2 * label] = 1;
  return image;
}

find<HTMLButtonElement>("train").addEventListener("click", async () => {
  const out = find<HTMLOutputElement>("trained");
  const labels = Array.from({ length: 200 }, (_, i) => i % 10);
  try {
    const { accuracy } = await train({
      images: labels.map(bar),
      labels,
      epochs: 5,
      seed: 1,
      onProgress: ({ done }) => (out.value = `${Math.round(100 * done)} %`),
    });
    out.value = `trained: ${Math.round(100 * accuracy)} % right`;
  } catch (error) {
    out.value = String(error);
  }
});
