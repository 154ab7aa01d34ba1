// What the fields and the address of the page say: a recipe, what is changed about it, and a seed.
import { FIELDS, textOf, type Settings as Values } from "./lib/fields";
import { settingsOf, withSettings } from "./lib/recipe";
import type { Recipe } from "crate";

/** The recipe to train, and its seed. */
export type Chosen = { recipe: Recipe; seed: number };

/** Long enough never to come twice, short enough to be read out. */
const RANDOM_SEEDS = 1_000_000;

export class Settings {
  readonly #changed: () => void;
  #recipes: Recipe[] = [];
  #name = "";
  /** What is written in each field, whether it makes sense or not. */
  texts: Record<string, string> = {};
  /** None while a field is wrong. */
  chosen: Chosen | null = null;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get recipes() {
    return this.#recipes;
  }

  /** The recipe as its author has it; none until the crate is here. */
  get original() {
    return this.#recipes.find(({ name }) => name === this.#name);
  }

  /** What is wrong, by field. */
  get errors(): Record<string, string> {
    const wrong = Object.entries(this.texts).flatMap(([name, text]): [string, string][] => {
      const { error } = FIELDS[name].parse(text);
      return error ? [[name, error]] : [];
    });
    return Object.fromEntries(wrong);
  }

  #choice(): Chosen | null {
    const { original } = this;
    if (!original || Object.keys(this.errors).length > 0) return null;
    const parsed = Object.entries(FIELDS).map(([name, { key, parse }]) => [key, parse(this.texts[name]).value]);
    const settings = Object.fromEntries(parsed) as Values;
    return { recipe: withSettings(original, settings), seed: settings.seed };
  }

  /** The crate is here: the address may now say what it wants. */
  open(recipes: Recipe[]) {
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

  /** Another recipe, as its author has it; the seed stays. */
  choose(name: string) {
    this.#name = name;
    this.#restore();
    this.#tell();
  }

  write(field: string, text: string) {
    this.texts[field] = text;
    this.#tell();
  }

  /** Shows the settings of a run that was kept. */
  show(recipe: Recipe, seed: number) {
    this.#name = recipe.name;
    this.texts = textsOf(recipe, seed);
    this.#tell();
  }

  /** The rate that this field sets and that a run can take on its way, if what it says makes sense. */
  rate(field: string) {
    const { key, parse } = FIELDS[field];
    const { value } = parse(this.texts[field]);
    return key === "learning_rate" || key === "dropout" ? { [key]: value as number | undefined } : {};
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

function textsOf(recipe: Recipe, seed: number) {
  const settings = settingsOf(recipe, seed);
  return Object.fromEntries(Object.entries(FIELDS).map(([name, { key }]) => [name, textOf(settings[key])]));
}
