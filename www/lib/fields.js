// The fields of a training: what each may hold, and the words for what it may not.

/**
 * @typedef {object} Settings
 * @property {number} epochs
 * @property {number} batch_size
 * @property {number} learning_rate
 * @property {"sgd" | "rms_prop" | "adadelta" | "adam" | "adam_w"} optimizer
 * @property {number} dropout
 * @property {number[]} hidden_layers neurons of each
 * @property {"relu" | "sigmoid" | "tanh"} activation of the hidden layers
 * @property {number} rotation degrees
 * @property {number} seed
 *
 * @typedef {{ value: unknown, error?: undefined } | { error: string, value?: undefined }} Parsed
 * @typedef {{ key: keyof Settings, parse: (text: string) => Parsed }} Field
 */

/** By its name in the page and in the address. @type {Record<string, Field>} */
export const FIELDS = {
  epochs: { key: "epochs", parse: number("number of epochs", 1, 200, true) },
  "batch-size": { key: "batch_size", parse: number("batch size", 1, 1024, true) },
  "learning-rate": { key: "learning_rate", parse: number("rate", 0.00001, 10) },
  optimizer: { key: "optimizer", parse: choice(["sgd", "rms_prop", "adadelta", "adam", "adam_w"]) },
  dropout: { key: "dropout", parse: number("share", 0, 0.9) },
  "hidden-layers": { key: "hidden_layers", parse: layers },
  activation: { key: "activation", parse: choice(["relu", "sigmoid", "tanh"]) },
  rotation: { key: "rotation", parse: number("rotation", 0, 30) },
  seed: { key: "seed", parse: number("seed", 0, Number.MAX_SAFE_INTEGER, true) },
};

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

/** @param {string[]} choices */
function choice(choices) {
  return (/** @type {string} */ text) =>
    choices.includes(text) ? { value: text } : { error: `${said(text)} is not known. Choose one of the list.` };
}

/** @param {string} text @returns {Parsed} */
function layers(text) {
  const parts = text.trim().split(/[\s,;→]+/);
  const units = parts.map(Number);
  if (parts.length > 8) return { error: "That is too deep. Use 1 to 8 layers." };
  const bad = units.findIndex((count) => !(Number.isInteger(count) && count >= 1 && count <= 2048));
  return bad < 0 ? { value: units } : { error: `${said(parts[bad])} is not a layer. Use 1 to 2,048 neurons.` };
}
