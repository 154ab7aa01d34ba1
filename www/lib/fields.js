// The fields of a training: what each may hold, and the words for what it may not.

import { AUGMENTATION } from "./augmentation.js";

/**
 * @typedef {object} Basics
 * @property {number} epochs
 * @property {number} batch_size
 * @property {number} learning_rate
 * @property {"sgd" | "rms_prop" | "adadelta" | "adam" | "adam_w"} optimizer
 * @property {number} dropout
 * @property {number[]} hidden_layers neurons of each
 * @property {"relu" | "sigmoid" | "tanh"} activation of the hidden layers
 * @property {number} handwriting the share of synthetic handwriting
 * @property {number} seed
 *
 * @typedef {Basics & Record<import("./augmentation.js").Key, number>} Settings
 *
 * @typedef {{ value: unknown, error?: undefined } | { error: string, value?: undefined }} Parsed
 */
/**
 * @typedef {object} Field
 * @property {keyof Settings} key
 * @property {(text: string) => Parsed} parse
 * @property {"recipe" | "layers"} group where it stands
 * @property {string} label
 * @property {string} unit what it may hold, or what it is
 * @property {"numeric" | "decimal" | "text"} [keyboard] on a phone
 * @property {Record<string, string>} [choices] what each is called
 */

const OPTIMIZERS = { rms_prop: "RMSprop", sgd: "SGD", adam: "Adam", adam_w: "AdamW", adadelta: "Adadelta" };
const ACTIVATIONS = { relu: "ReLU", sigmoid: "sigmoid", tanh: "tanh" };

/** By its name in the page and in the address. @type {Record<string, Field>} */
export const FIELDS = {
  epochs: {
    key: "epochs", group: "recipe", label: "Epochs", unit: "1 to 200", keyboard: "numeric",
    parse: number("number of epochs", 1, 200, true),
  },
  "batch-size": {
    key: "batch_size", group: "recipe", label: "Batch size", unit: "1 to 1,024 images", keyboard: "numeric",
    parse: number("batch size", 1, 1024, true),
  },
  "learning-rate": {
    key: "learning_rate", group: "recipe", label: "Learning rate", unit: "0.00001 to 10, also mid-run", keyboard: "decimal",
    parse: number("rate", 0.00001, 10),
  },
  optimizer: {
    key: "optimizer", group: "recipe", label: "Optimiser", unit: "how each step is taken", choices: OPTIMIZERS,
    parse: choice(OPTIMIZERS),
  },
  dropout: {
    key: "dropout", group: "recipe", label: "Dropout", unit: "0 to 0.9, also mid-run", keyboard: "decimal",
    parse: number("share", 0, 0.9),
  },
  seed: {
    key: "seed", group: "recipe", label: "Seed", unit: "same seed, same curve", keyboard: "numeric",
    parse: number("seed", 0, Number.MAX_SAFE_INTEGER, true),
  },
  "hidden-layers": {
    key: "hidden_layers", group: "layers", label: "Hidden layers", unit: "neurons in each, 1 to 2,048; or none", keyboard: "text",
    parse: layers,
  },
  activation: {
    key: "activation", group: "layers", label: "Activation", unit: "of the hidden layers", choices: ACTIVATIONS,
    parse: choice(ACTIVATIONS),
  },
  handwriting: {
    key: "handwriting", group: "layers", label: "Synthetic hands", unit: "0 to 1, a share of the images", keyboard: "decimal",
    parse: number("share", 0, 1),
  },
  ...Object.fromEntries(Object.entries(AUGMENTATION).map(([name, setting]) => [name, augmenting(setting)])),
};

/** @param {import("./augmentation.js").Setting} setting @returns {Field} */
function augmenting({ key, label, most, unit }) {
  return { key, group: "layers", label, unit, keyboard: "decimal", parse: number(label.toLowerCase(), 0, most) };
}

/** As it stands in a field and in the address. @param {unknown} value */
export const textOf = (value) => (Array.isArray(value) ? value.join(", ") : String(value));

/** What was written, as the page writes it back. @param {string} text */
const said = (text) =>
  (text === "" ? "Nothing" : text.length > 12 ? `“${text.slice(0, 12)}…”` : text.replace("-", "−"));

/** @param {string} noun @param {number} low @param {number} high @param {boolean} [isWhole] */
function number(noun, low, high, isWhole = false) {
  const [least, most] = [low, high].map((value) => value.toLocaleString("en", { maximumFractionDigits: 5 }));
  const range = `${least} to ${most}`;
  return (/** @type {string} */ written) => {
    const text = written.trim();
    // A comma is a decimal point where it stands alone.
    const value = text === "" ? NaN : Number(text.replace("−", "-").replace(/^([^.,]*),([^.,]*)$/, "$1.$2"));
    if (value >= low && value <= high && (!isWhole || Number.isInteger(value))) return { value };
    const part = isWhole && value >= low && value <= high ? "a whole number, " : "";
    return { error: `${said(text)} is not a ${noun}. Use ${part}${range}.` };
  };
}

/** @param {Record<string, string>} choices */
function choice(choices) {
  return (/** @type {string} */ text) =>
    Object.hasOwn(choices, text) ? { value: text } : { error: `${said(text)} is not known. Choose one of the list.` };
}

/** @param {string} text @returns {Parsed} */
function layers(text) {
  // With none, the image or what convolutions make of it is answered at once.
  if (text.trim() === "") return { value: [] };
  const parts = text.trim().split(/[\s,;→]+/);
  const units = parts.map(Number);
  if (parts.length > 8) return { error: "That is too deep. Use 1 to 8 layers." };
  const bad = units.findIndex((count) => !(Number.isInteger(count) && count >= 1 && count <= 2048));
  return bad < 0 ? { value: units } : { error: `${said(parts[bad])} is not a layer. Use 1 to 2,048 neurons.` };
}
