// Between a recipe of the crate and the fields of the page.
import { AUGMENTATION, isRandom, type Key } from "./augmentation";
import { percent } from "./format";
import { own } from "./own";
import type { LayerRecipe as Layer, Recipe } from "crate";
import type { Rates } from "../trainer/protocol";
import type { Settings } from "./fields";

const layersOf = <K extends Layer["kind"]>(recipe: Recipe, kind: K) =>
  recipe.layers.filter((layer) => layer.kind === kind) as Extract<Layer, { kind: K }>[];

/** How many values go from layer to layer, from the image to the answer, and how many numbers there are to learn. */
export function sizesOf(recipe: Recipe) {
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
    } else if (layer.kind === "max_pool" || layer.kind === "average_pool")
      image.side = places(image.side, layer, layer.size);
    else if (layer.kind === "global_average_pool") image.side = 1;
    else if (layer.kind === "batch_norm") parameters += 2 * image.channels;
    width = image.side * image.side * image.channels;
  }
  return { widths, parameters };
}

/** @param size of its window */
const places = (side: number, { stride = 1, padding = 0 }: { stride?: number; padding?: number }, size: number) =>
  Math.floor((side + 2 * padding - size) / stride) + 1;

/** What the fields say of a recipe. */
export function settingsOf(recipe: Recipe, seed: number): Settings {
  const [hidden] = layersOf(recipe, "activation");
  return {
    epochs: recipe.epochs,
    batch_size: recipe.batch_size,
    learning_rate: rounded(recipe.optimizer.learning_rate),
    optimizer: recipe.optimizer.kind,
    dropout: rounded(layersOf(recipe, "dropout")[0]?.rate ?? 0),
    hidden_layers: layersOf(recipe, "dense")
      .slice(0, -1)
      .map(({ units }) => units),
    activation: hidden.function as Settings["activation"],
    handwriting: rounded(recipe.handwriting ?? 0),
    ...augmentationOf((key) => rounded(recipe.augmentation?.[key] ?? 0)),
    seed,
  };
}

function augmentationOf(valueOf: (key: Key) => number): Record<Key, number> {
  const values = Object.values(AUGMENTATION).map(({ key }) => [key, valueOf(key)] as const);
  return Object.fromEntries(values) as Record<Key, number>;
}

/** The recipe with these settings: what they leave as it is stays as its author has it. */
export function withSettings(recipe: Recipe, settings: Settings): Recipe {
  const { learning_rate, optimizer, epochs, batch_size, handwriting } = settings;
  const rule = optimizer === recipe.optimizer.kind ? recipe.optimizer : { kind: optimizer };
  return {
    ...recipe,
    epochs,
    batch_size,
    optimizer: { ...rule, learning_rate },
    layers: layers(recipe, settings),
    handwriting,
    augmentation: augmentationOf((key) => settings[key]),
  };
}

function layers(recipe: Recipe, { hidden_layers, activation, dropout }: Settings): Layer[] {
  const before = settingsOf(recipe, 0);
  const isSame =
    [hidden_layers, activation, dropout].join() === [before.hidden_layers, before.activation, before.dropout].join();
  if (isSame) return recipe.layers;
  const dense = layersOf(recipe, "dense");
  const first = dense[0];
  const last = dense[dense.length - 1];
  const [begin, end] = [
    recipe.layers.slice(0, recipe.layers.indexOf(first)),
    recipe.layers.slice(recipe.layers.indexOf(last)),
  ];
  const rest = dropout > 0 || before.dropout > 0 ? [{ kind: "dropout" as const, rate: dropout }] : [];
  const hidden: Layer[] = hidden_layers.flatMap((units) => [
    { ...first, units },
    { kind: "activation", function: activation },
    ...rest,
  ]);
  const isDropped = dropout !== before.dropout;
  const convolutions = begin.map((layer) => {
    if (layer.kind === "activation") return { ...layer, function: activation };
    return layer.kind === "dropout" && isDropped ? { ...layer, rate: dropout } : layer;
  });
  return [...convolutions, ...hidden, ...end];
}

/** Numbers of the crate have 24 bits; what is meant by them has few digits. */
const rounded = (value: number) => Number(value.toPrecision(6));

const FUNCTIONS = {
  relu: "ReLU",
  sigmoid: "sigmoid",
  tanh: "tanh",
  identity: "no function",
  step: "step",
  softmax: "softmax",
};
const LOSSES = {
  squared_error: "Squared error",
  cross_entropy: "Cross-entropy",
  binary_cross_entropy: "Binary cross-entropy",
};
const OPTIMIZERS = { sgd: "SGD", rms_prop: "RMSprop", adam: "Adam", adam_w: "AdamW", adadelta: "Adadelta" };

/** A recipe in one line. */
export function described(recipe: Recipe) {
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

/** The recipe with rates that changed during its run. */
export function withRates(recipe: Recipe, { learning_rate = recipe.optimizer.learning_rate, dropout }: Rates): Recipe {
  const layers = recipe.layers.map((layer) =>
    layer.kind === "dropout" ? { ...layer, rate: dropout ?? layer.rate } : layer,
  );
  return { ...recipe, layers, optimizer: { ...recipe.optimizer, learning_rate } };
}

/** What of a recipe can change during a run. */
export const ratesOf = (recipe: Recipe): Rates => ({
  learning_rate: recipe.optimizer.learning_rate,
  dropout: layersOf(recipe, "dropout")[0]?.rate,
});

export const hasDropout = (recipe: Recipe) => layersOf(recipe, "dropout").length > 0;
