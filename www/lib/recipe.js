// Between a recipe of the crate and the fields of the page.
import { AUGMENTATION, isRandom } from "./augmentation.js";
import { percent } from "./format.js";
import { own } from "./own.js";

/** @typedef {import("../../target/glue/neuroglyph.js").Recipe} Recipe */
/** @typedef {import("../../target/glue/neuroglyph.js").LayerRecipe} Layer */
/** @typedef {import("./fields.js").Settings} Settings */

/** @template {Layer["kind"]} K @param {Recipe} recipe @param {K} kind */
const layersOf = (recipe, kind) =>
  /** @type {Extract<Layer, { kind: K }>[]} */ (recipe.layers.filter((layer) => layer.kind === kind));

/** How many values go from layer to layer, from the image to the answer, and how many numbers there are to learn. @param {Recipe} recipe */
export function sizesOf(recipe) {
  let width = recipe.inputs ?? 784;
  let image = { side: Math.sqrt(width), channels: 1 };
  const widths = [String(width)];
  let parameters = 0;
  for (const layer of recipe.layers) {
    if (layer.kind === "dense") {
      parameters += layer.units * (width + (layer.biases ? 1 : 0));
      image = { side: 1, channels: layer.units };
      widths.push(String(layer.units));
    } else if (layer.kind === "conv") {
      const { filters, kernel, biases } = layer;
      parameters += filters * (kernel * kernel * image.channels + (biases ? 1 : 0));
      image = { side: places(image.side, layer, kernel), channels: filters };
      widths.push(`${filters} filters`);
    } else if (layer.kind === "max_pool" || layer.kind === "average_pool") image.side = places(image.side, layer, layer.size);
    else if (layer.kind === "global_average_pool") image.side = 1;
    else if (layer.kind === "batch_norm") parameters += 2 * image.channels;
    width = image.side * image.side * image.channels;
  }
  return { widths, parameters };
}

/** @param {number} side @param {{ stride?: number, padding?: number }} layer @param {number} size of its window */
const places = (side, { stride = 1, padding = 0 }, size) => Math.floor((side + 2 * padding - size) / stride) + 1;

/** What the fields say of a recipe. @param {Recipe} recipe @param {number} seed @returns {Settings} */
export function settingsOf(recipe, seed) {
  const [hidden] = layersOf(recipe, "activation");
  return {
    epochs: recipe.epochs,
    batch_size: recipe.batch_size,
    learning_rate: rounded(recipe.optimizer.learning_rate),
    optimizer: recipe.optimizer.kind,
    dropout: rounded(layersOf(recipe, "dropout")[0]?.rate ?? 0),
    hidden_layers: layersOf(recipe, "dense").slice(0, -1).map(({ units }) => units),
    activation: /** @type {Settings["activation"]} */ (hidden.function),
    handwriting: rounded(recipe.handwriting ?? 0),
    ...augmentationOf((key) => rounded(recipe.augmentation?.[key] ?? 0)),
    seed,
  };
}

/** @param {(key: import("./augmentation.js").Key) => number} valueOf @returns {Record<import("./augmentation.js").Key, number>} */
function augmentationOf(valueOf) {
  const values = Object.values(AUGMENTATION).map(({ key }) => [key, valueOf(key)]);
  return Object.fromEntries(values);
}

/** The recipe with these settings: what they leave as it is stays as its author has it. @param {Recipe} recipe @param {Settings} settings @returns {Recipe} */
export function withSettings(recipe, settings) {
  const { learning_rate, optimizer, epochs, batch_size, handwriting } = settings;
  const rule = optimizer === recipe.optimizer.kind ? recipe.optimizer : { kind: optimizer };
  return {
    ...recipe,
    epochs,
    batch_size,
    optimizer: /** @type {Recipe["optimizer"]} */ ({ ...rule, learning_rate }),
    layers: layers(recipe, settings),
    handwriting,
    augmentation: augmentationOf((key) => settings[key]),
  };
}

/** @param {Recipe} recipe @param {Settings} settings @returns {Layer[]} */
function layers(recipe, { hidden_layers, activation, dropout }) {
  const before = settingsOf(recipe, 0);
  const isSame = [hidden_layers, activation, dropout].join() === [before.hidden_layers, before.activation, before.dropout].join();
  if (isSame) return recipe.layers;
  const dense = layersOf(recipe, "dense");
  const first = dense[0];
  const last = dense[dense.length - 1];
  const [begin, end] = [recipe.layers.slice(0, recipe.layers.indexOf(first)), recipe.layers.slice(recipe.layers.indexOf(last))];
  const rest = dropout > 0 || before.dropout > 0 ? [{ kind: /** @type {const} */ ("dropout"), rate: dropout }] : [];
  /** @type {Layer[]} */
  const hidden = hidden_layers.flatMap((units) => [{ ...first, units }, { kind: "activation", function: activation }, ...rest]);
  const isDropped = dropout !== before.dropout;
  const convolutions = begin.map((layer) => {
    if (layer.kind === "activation") return { ...layer, function: activation };
    return layer.kind === "dropout" && isDropped ? { ...layer, rate: dropout } : layer;
  });
  return [...convolutions, ...hidden, ...end];
}

/** Numbers of the crate have 24 bits; what is meant by them has few digits. @param {number} value */
const rounded = (value) => Number(value.toPrecision(6));

const FUNCTIONS = { relu: "ReLU", sigmoid: "sigmoid", tanh: "tanh", identity: "no function", step: "step", softmax: "softmax" };
const LOSSES = { squared_error: "Squared error", cross_entropy: "Cross-entropy", binary_cross_entropy: "Binary cross-entropy" };
const OPTIMIZERS = { sgd: "SGD", rms_prop: "RMSprop", adam: "Adam", adam_w: "AdamW", adadelta: "Adadelta" };

/** A recipe in one line. @param {Recipe} recipe */
export function described(recipe) {
  const { activation, dropout, learning_rate, optimizer, handwriting, rotation_degrees } = settingsOf(recipe, 0);
  const ending = layersOf(recipe, "activation").at(-1)?.function ?? "identity";
  const widths = sizesOf(recipe).widths.join(" → ");
  const rest = dropout > 0 ? `, dropout ${dropout}` : "";
  const end = ending === activation ? "" : `, ${own(FUNCTIONS, ending)}`;
  const turned = rotation_degrees > 0 ? `, each image also turned by ±${rotation_degrees}°` : "";
  const varied = isRandom(recipe.augmentation) ? ", images varied at random" : "";
  const written = handwriting > 0 ? `, ${percent(handwriting)} synthetic hands` : "";
  const batch = recipe.batch_size === 1 ? "one image at a time" : `batch ${recipe.batch_size}`;
  return (
    `${widths}, ${own(FUNCTIONS, activation)}${rest}${end}. ` +
    `${own(LOSSES, recipe.loss)}, ${own(OPTIMIZERS, optimizer)} ${learning_rate}, ${batch}, ${recipe.epochs} epochs${turned}${varied}${written}`
  );
}

/** The recipe with rates that changed during its run. @param {Recipe} recipe @param {{ learning_rate?: number, dropout?: number }} rates @returns {Recipe} */
export function withRates(recipe, { learning_rate = recipe.optimizer.learning_rate, dropout }) {
  const layers = recipe.layers.map((layer) => (layer.kind === "dropout" ? { ...layer, rate: dropout ?? layer.rate } : layer));
  return { ...recipe, layers, optimizer: { ...recipe.optimizer, learning_rate } };
}

/** What of a recipe can change during a run. @param {Recipe} recipe */
export const ratesOf = (recipe) => ({
  learning_rate: recipe.optimizer.learning_rate,
  dropout: layersOf(recipe, "dropout")[0]?.rate,
});

/** @param {Recipe} recipe */
export const hasDropout = (recipe) => layersOf(recipe, "dropout").length > 0;
