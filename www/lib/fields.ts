// The fields of a training: what each may hold, and the words for what it may not.

import { AUGMENTATION, type Key, type Setting } from "./augmentation";

interface Basics {
  epochs: number;
  batch_size: number;
  learning_rate: number;
  optimizer: "sgd" | "rms_prop" | "adadelta" | "adam" | "adam_w";
  dropout: number;
  /** Neurons of each. */
  hidden_layers: number[];
  /** Of the hidden layers. */
  activation: "relu" | "sigmoid" | "tanh";
  /** The share of synthetic handwriting. */
  handwriting: number;
  seed: number;
}
export type Settings = Basics & Record<Key, number>;
type Parsed = { value: unknown; error?: undefined } | { error: string; value?: undefined };
export interface Field {
  key: keyof Settings;
  parse: (text: string) => Parsed;
  /** Where it stands. */
  group: "recipe" | "layers";
  label: string;
  /** What it may hold, or what it is. */
  unit: string;
  /** On a phone. */
  keyboard?: "numeric" | "decimal" | "text";
  /** What each is called. */
  choices?: Record<string, string>;
}

const OPTIMIZERS = { rms_prop: "RMSprop", sgd: "SGD", adam: "Adam", adam_w: "AdamW", adadelta: "Adadelta" };
const ACTIVATIONS = { relu: "ReLU", sigmoid: "sigmoid", tanh: "tanh" };

/** By its name in the page and in the address. */
export const FIELDS: Record<string, Field> = {
  epochs: {
    key: "epochs",
    group: "recipe",
    label: "Epochs",
    unit: "1 to 200",
    keyboard: "numeric",
    parse: number("number of epochs", 1, 200, true),
  },
  "batch-size": {
    key: "batch_size",
    group: "recipe",
    label: "Batch size",
    unit: "1 to 1,024 images",
    keyboard: "numeric",
    parse: number("batch size", 1, 1024, true),
  },
  "learning-rate": {
    key: "learning_rate",
    group: "recipe",
    label: "Learning rate",
    unit: "0.00001 to 10, also mid-run",
    keyboard: "decimal",
    parse: number("rate", 0.00001, 10),
  },
  optimizer: {
    key: "optimizer",
    group: "recipe",
    label: "Optimiser",
    unit: "how each step is taken",
    choices: OPTIMIZERS,
    parse: choice(OPTIMIZERS),
  },
  dropout: {
    key: "dropout",
    group: "recipe",
    label: "Dropout",
    unit: "0 to 0.9, also mid-run",
    keyboard: "decimal",
    parse: number("share", 0, 0.9),
  },
  seed: {
    key: "seed",
    group: "recipe",
    label: "Seed",
    unit: "same seed, same curve",
    keyboard: "numeric",
    parse: number("seed", 0, Number.MAX_SAFE_INTEGER, true),
  },
  "hidden-layers": {
    key: "hidden_layers",
    group: "layers",
    label: "Hidden layers",
    unit: "neurons in each, 1 to 2,048; or none",
    keyboard: "text",
    parse: layers,
  },
  activation: {
    key: "activation",
    group: "layers",
    label: "Activation",
    unit: "of the hidden layers",
    choices: ACTIVATIONS,
    parse: choice(ACTIVATIONS),
  },
  handwriting: {
    key: "handwriting",
    group: "layers",
    label: "Synthetic hands",
    unit: "0 to 1, a share of the images",
    keyboard: "decimal",
    parse: number("share", 0, 1),
  },
  ...Object.fromEntries(Object.entries(AUGMENTATION).map(([name, setting]) => [name, augmenting(setting)])),
};

function augmenting({ key, label, most, unit }: Setting): Field {
  return { key, group: "layers", label, unit, keyboard: "decimal", parse: number(label.toLowerCase(), 0, most) };
}

/** As it stands in a field and in the address. */
export const textOf = (value: unknown) => (Array.isArray(value) ? value.join(", ") : String(value));

/** What was written, as the page writes it back. */
const said = (text: string) =>
  text === "" ? "Nothing" : text.length > 12 ? `“${text.slice(0, 12)}…”` : text.replace("-", "−");

function number(noun: string, low: number, high: number, isWhole: boolean = false) {
  const [least, most] = [low, high].map((value) => value.toLocaleString("en", { maximumFractionDigits: 5 }));
  const range = `${least} to ${most}`;
  return (written: string) => {
    const text = written.trim();
    // A comma is a decimal point where it stands alone.
    const value = text === "" ? NaN : Number(text.replace("−", "-").replace(/^([^.,]*),([^.,]*)$/, "$1.$2"));
    if (value >= low && value <= high && (!isWhole || Number.isInteger(value))) return { value };
    const part = isWhole && value >= low && value <= high ? "a whole number, " : "";
    return { error: `${said(text)} is not a ${noun}. Use ${part}${range}.` };
  };
}

function choice(choices: Record<string, string>) {
  return (text: string) =>
    Object.hasOwn(choices, text) ? { value: text } : { error: `${said(text)} is not known. Choose one of the list.` };
}

function layers(text: string): Parsed {
  // With none, the image or what convolutions make of it is answered at once.
  if (text.trim() === "") return { value: [] };
  const parts = text.trim().split(/[\s,;→]+/);
  const units = parts.map(Number);
  if (parts.length > 8) return { error: "That is too deep. Use 1 to 8 layers." };
  const bad = units.findIndex((count) => !(Number.isInteger(count) && count >= 1 && count <= 2048));
  return bad < 0 ? { value: units } : { error: `${said(parts[bad])} is not a layer. Use 1 to 2,048 neurons.` };
}
