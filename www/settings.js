// What the fields and the address of the page say: a recipe, what is changed about it, and a seed.
import { FIELDS, textOf } from "./lib/fields.js";
import { settingsOf, withSettings } from "./lib/recipe.js";

/** @typedef {import("./lib/recipe.js").Recipe} Recipe */

/** Long enough never to come twice, short enough to be read out. */
const RANDOM_SEEDS = 1_000_000;

export class Settings {
  #changed;
  /** @type {Recipe[]} */
  #recipes = [];
  #name = "";
  /** What is written in each field, whether it makes sense or not. @type {Record<string, string>} */
  texts = {};

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  get recipes() {
    return this.#recipes;
  }

  /** The recipe as its author has it; none until the crate is here. */
  get original() {
    return this.#recipes.find(({ name }) => name === this.#name);
  }

  /** What is wrong, by field. @returns {Record<string, string>} */
  get errors() {
    const wrong = Object.entries(this.texts).flatMap(([name, text]) => {
      const { error } = FIELDS[name].parse(text);
      return error ? [[name, error]] : [];
    });
    return Object.fromEntries(wrong);
  }

  /** The recipe to train, and its seed; null while a field is wrong. */
  chosen = /** @type {{ recipe: Recipe, seed: number } | null} */ (null);

  #choice() {
    const { original } = this;
    if (!original || Object.keys(this.errors).length > 0) return null;
    const parsed = Object.entries(FIELDS).map(([name, { key, parse }]) => [key, parse(this.texts[name]).value]);
    const settings = /** @type {import("./lib/fields.js").Settings} */ (Object.fromEntries(parsed));
    return { recipe: withSettings(original, settings), seed: settings.seed };
  }

  /** The crate is here: the address may now say what it wants. @param {Recipe[]} recipes */
  open(recipes) {
    if (this.#recipes.length > 0) return;
    this.#recipes = recipes;
    const asked = new URLSearchParams(location.search);
    const name = asked.get("recipe") ?? "";
    this.#name = recipes.some((recipe) => recipe.name === name) ? name : recipes[0].name;
    this.#restore();
    for (const [field, text] of asked) if (Object.hasOwn(FIELDS, field)) this.texts[field] = text;
    this.chosen = this.#choice();
    this.#changed();
  }

  /** Another recipe, as its author has it; the seed stays. @param {string} name */
  choose(name) {
    this.#name = name;
    this.#restore();
    this.#tell();
  }

  /** @param {string} field @param {string} text */
  write(field, text) {
    this.texts[field] = text;
    this.#tell();
  }

  /** Shows the settings of a run that was kept. @param {Recipe} recipe @param {number} seed */
  show(recipe, seed) {
    this.#name = recipe.name;
    this.texts = textsOf(recipe, seed);
    this.#tell();
  }

  /** The rate that this field sets and that a run can take on its way, if what it says makes sense. @param {string} field */
  rate(field) {
    const { key, parse } = FIELDS[field];
    const { value } = parse(this.texts[field]);
    return key === "learning_rate" || key === "dropout" ? { [key]: /** @type {number | undefined} */ (value) } : {};
  }

  newSeed() {
    this.write("seed", String(1 + Math.floor(Math.random() * RANDOM_SEEDS)));
  }

  #restore() {
    const { seed = "1" } = this.texts;
    if (this.original) this.texts = { ...textsOf(this.original, 1), seed };
  }

  /** The address says what differs from the recipe, so that it can be shared. */
  #tell() {
    this.chosen = this.#choice();
    const { original } = this;
    if (original) {
      const before = textsOf(original, 1);
      const said = new URLSearchParams({ recipe: this.#name });
      for (const [field, text] of Object.entries(this.texts)) if (text !== before[field]) said.set(field, text);
      history.replaceState(null, "", `?${said}${location.hash}`);
    }
    this.#changed();
  }
}

/** @param {Recipe} recipe @param {number} seed */
function textsOf(recipe, seed) {
  const settings = settingsOf(recipe, seed);
  return Object.fromEntries(Object.entries(FIELDS).map(([name, { key }]) => [name, textOf(settings[key])]));
}
