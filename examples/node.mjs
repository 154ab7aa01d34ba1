// Reads a number in Node, and trains a network on images that it makes up: `node node.mjs`.
import { loadReader } from "neuroglyph";
import { train } from "neuroglyph/train";

// A 7 in one stroke and a 1 beside it, as a pen gives them: points [x, y], in any unit, y downwards.
const strokes = [
  [
    [28, 22],
    [48, 22],
    [70, 20],
    [62, 40],
    [54, 60],
    [47, 84],
  ],
  [
    [110, 18],
    [108, 50],
    [105, 84],
  ],
];

const reader = await loadReader();
const { text, confidence } = reader.read(strokes);
console.log(`read: ${text}, with a probability of ${Math.round(100 * confidence)} %`);
const [ofSeven] = reader.why(7);
console.log(`ink that speaks for a 7: ${ofSeven.filter((value) => value > 0).length} of 784 pixels`);
reader.free();

// Ten classes that are easily told apart: a bar, each at a place of its own.
const images = [];
const labels = [];
for (let i = 0; i < 200; i += 1) {
  const image = new Float32Array(28 * 28);
  const column = 3 + 2 * (i % 10) + (i % 3 === 0 ? 1 : 0);
  for (let row = 4; row < 24; row += 1) image[28 * row + column] = 1;
  images.push(image);
  labels.push(i % 10);
}

const { model, accuracy } = await train({
  images,
  labels,
  recipe: "keras-mlp",
  epochs: 5,
  seed: 1,
  onProgress({ epoch, epochOver, loss }) {
    if (epochOver) console.log(`epoch ${epoch}: loss ${loss.toFixed(3)}`);
  },
});
console.log(`trained: ${Math.round(100 * accuracy)} % right, a model file of ${model.length} bytes`);

// A network of one’s own reads as the package’s does.
const own = await loadReader({ model });
console.log(`its own network says: ${own.read(strokes).text}`);
own.free();
