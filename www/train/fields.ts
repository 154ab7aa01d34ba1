// The fields of a training: what each may hold, and the words for what it may not.

import { AUGMENTATION, type Key, type Setting } from "./augmentation";
import { FUNCTIONS, OPTIMIZERS } from "./labels";
import type { ActivationFunction, Augmentation, Field as Limit, OptimizerKind, Settings as Crate } from "crate";

interface Basics {
  epochs: number;
  batch_size: number;
  learning_rate: number;
  optimizer: OptimizerKind;
  dropout: number;
  /** Neurons of each. */
  hidden_layers: number[];
  /** Of the hidden layers. */
  activation: ActivationFunction;
  /** The share of synthetic handwriting. */
  handwriting: number;
  seed: number;
}
export type Settings = Basics & Record<Key, number>;
/** What the crate accepts, by the path in a recipe. */
export type Limits = Record<string, Limit>;
type Parsed = { value: unknown; error?: undefined } | { error: string; value?: undefined };
export interface Field {
  key: keyof Settings;
  /** Where it stands. */
  group: "recipe" | "layers";
  label: string;
  /** What it is, behind its limits if it has any. */
  unit: string;
  /** What a run is called that has this value, if that is not the value alone. */
  short?: (text: string) => string;
  /** Its limits, among the crate's. */
  path?: string;
  /** What it is called where it is refused. */
  noun?: string;
  /** On a phone. */
  keyboard?: "numeric" | "decimal" | "text";
  /** What each is called. */
  choices?: Record<string, string>;
}

/** What the page offers for hidden layers. */
const { relu, sigmoid, tanh } = FUNCTIONS;

/** A seed is any whole number that JavaScript has exactly. */
const SEED: Limit = {
  name: "seed",
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  excludes_minimum: false,
  excludes_maximum: false,
  is_whole: true,
  default: null,
};

/** By its name in the page and in the address. */
export const FIELDS: Record<string, Field> = {
  epochs: {
    key: "epochs",
    group: "recipe",
    label: "Epochs",
    unit: "",
    short: (text) => (text === "1" ? "1 epoch" : `${text} epochs`),
    path: "epochs",
    noun: "number of epochs",
    keyboard: "numeric",
  },
  "batch-size": {
    key: "batch_size",
    group: "recipe",
    label: "Batch size",
    unit: "images",
    short: (text) => `batch ${text}`,
    path: "batch_size",
    noun: "batch size",
    keyboard: "numeric",
  },
  "learning-rate": {
    key: "learning_rate",
    group: "recipe",
    label: "Learning rate",
    unit: ", also mid-run",
    short: (text) => `rate ${text}`,
    path: "optimizer.learning_rate",
    noun: "rate",
    keyboard: "decimal",
  },
  optimizer: {
    key: "optimizer",
    group: "recipe",
    label: "Optimiser",
    unit: "how each step is taken",
    choices: OPTIMIZERS,
  },
  dropout: {
    key: "dropout",
    group: "recipe",
    label: "Dropout",
    unit: ", also mid-run",
    short: (text) => `dropout ${text}`,
    path: "dropout",
    noun: "share",
    keyboard: "decimal",
  },
  seed: {
    key: "seed",
    group: "recipe",
    label: "Seed",
    unit: "same seed, same curve",
    noun: "seed",
    keyboard: "numeric",
  },
  "hidden-layers": {
    key: "hidden_layers",
    group: "layers",
    label: "Hidden layers",
    unit: "neurons in each; or none",
    short: (text) => (text ? `layers ${text.replaceAll(", ", "-")}` : "no hidden layer"),
    path: "hidden_layers",
    keyboard: "text",
  },
  activation: {
    key: "activation",
    group: "layers",
    label: "Activation",
    unit: "of the hidden layers",
    choices: { relu, sigmoid, tanh },
  },
  handwriting: {
    key: "handwriting",
    group: "layers",
    label: "Synthetic handwriting",
    unit: ", a share of the images",
    short: (text) => `synthetic handwriting ${text}`,
    path: "handwriting",
    noun: "share",
    keyboard: "decimal",
  },
  ...Object.fromEntries(Object.entries(AUGMENTATION).map(([name, setting]) => [name, augmenting(setting)])),
};

function augmenting({ key, label, unit }: Setting): Field {
  const [path, noun] = [`augmentation.${key}`, label.toLowerCase()];
  const short = (text: string) => `${noun} ${text}`;
  return { key, group: "layers", label, unit, short, path, noun, keyboard: "decimal" };
}

/** What a text in a field means, or what is wrong with it. */
export function parse({ key, path, noun = "", choices }: Field, text: string, limits: Limits): Parsed {
  if (choices) return choice(choices, text);
  const limit = path === undefined ? SEED : limits[path];
  return key === "hidden_layers" ? layers(text, limit, limits.layers.maximum) : number(noun, limit, text);
}

/** What a field may hold, and what it is. */
export function unitOf({ unit, path }: Field, limits: Limits) {
  if (path === undefined) return unit;
  const range = rangeOf(limits[path]);
  return `${range}${unit.startsWith(",") || unit === "" ? "" : " "}${unit}`;
}

/** What the fields say of a recipe. */
export function settingsOf({ augmentation, ...of }: Crate, seed: number): Settings {
  const varied = Object.values(AUGMENTATION).map(({ key }) => [key, augmentation?.[key] ?? 0]);
  return {
    ...(of as Required<typeof of>),
    dropout: of.dropout ?? 0,
    ...(Object.fromEntries(varied) as Record<Key, number>),
    seed,
  };
}

/** The other way round. */
export function crateSettings(settings: Settings): Crate {
  const { epochs, batch_size, learning_rate, optimizer, dropout, hidden_layers, activation, handwriting } = settings;
  const augmentation = Object.values(AUGMENTATION).map(({ key }) => [key, settings[key]]);
  return {
    epochs,
    batch_size,
    learning_rate,
    optimizer,
    dropout,
    hidden_layers,
    activation,
    handwriting,
    augmentation: Object.fromEntries(augmentation) as Augmentation,
  };
}

/** As it stands in a field and in the address. */
export const textOf = (value: unknown) => (Array.isArray(value) ? value.join(", ") : String(value));

/** What was written, as the page writes it back. */
const said = (text: string) =>
  text === "" ? "Nothing" : text.length > 12 ? `“${text.slice(0, 12)}…”` : text.replace("-", "−");

function rangeOf({ minimum, maximum }: Limit) {
  const [least, most] = [minimum, maximum].map((value) => value.toLocaleString("en", { maximumFractionDigits: 5 }));
  return `${least} to ${most}`;
}

function number(noun: string, limit: Limit, written: string): Parsed {
  const text = written.trim();
  const { minimum, maximum, is_whole } = limit;
  // A comma is a decimal point where it stands alone.
  const value = text === "" ? NaN : Number(text.replace("−", "-").replace(/^([^.,]*),([^.,]*)$/, "$1.$2"));
  const isWithin = value >= minimum && value <= maximum;
  if (isWithin && (!is_whole || Number.isInteger(value))) return { value };
  const part = is_whole && isWithin ? "a whole number, " : "";
  return { error: `${said(text)} is not a ${noun}. Use ${part}${rangeOf(limit)}.` };
}

const choice = (choices: Record<string, string>, text: string): Parsed =>
  Object.hasOwn(choices, text) ? { value: text } : { error: `${said(text)} is not known. Choose one of the list.` };

function layers(text: string, limit: Limit, most: number): Parsed {
  // With none, the image or what convolutions make of it is answered at once.
  if (text.trim() === "") return { value: [] };
  const parts = text.trim().split(/[\s,;→]+/);
  const units = parts.map(Number);
  // Fewer may be too many too, with what else a network has: the crate says so.
  if (parts.length > most) return { error: `That is too deep. Use at most ${most} layers.` };
  const { minimum, maximum } = limit;
  const bad = units.findIndex((count) => !(Number.isInteger(count) && count >= minimum && count <= maximum));
  return bad < 0 ? { value: units } : { error: `${said(parts[bad])} is not a layer. Use ${rangeOf(limit)} neurons.` };
}
