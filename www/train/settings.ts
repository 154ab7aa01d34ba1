// What the fields and the address of the page say: a recipe, what is changed about it, and a seed.
import {
  FIELDS,
  crateSettings,
  parse,
  settingsOf,
  textOf,
  unitOf,
  type Limits,
  type Settings as Values,
} from "./fields";
import type { Crate } from "../engine/crate";
import type { Recipe } from "crate";

/** The recipe to train, and its seed. */
export type Chosen = { recipe: Recipe; seed: number };

/** Long enough never to come twice, short enough to be read out. */
const RANDOM_SEEDS = 1_000_000;

export class Settings {
  readonly #changed: () => void;
  #crate: Crate | null = null;
  #limits: Limits = {};
  #name = "";
  /** What is written in each field, whether it makes sense or not. */
  texts: Record<string, string> = {};
  /** None while a field is wrong. */
  chosen: Chosen | null = null;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get recipes() {
    return this.#crate?.recipes ?? [];
  }

  /** The recipe as its author has it; none until the crate is here. */
  get original() {
    return this.recipes.find(({ name }) => name === this.#name);
  }

  /** What is wrong, by field. */
  get errors(): Record<string, string> {
    const wrong = Object.entries(this.texts).flatMap(([name, text]): [string, string][] => {
      const { error } = parse(FIELDS[name], text, this.#limits);
      return error ? [[name, error]] : [];
    });
    return Object.fromEntries(wrong);
  }

  /** What a field may hold, and what it is; nothing until the crate is here. */
  unit(field: string) {
    return this.#crate ? unitOf(FIELDS[field], this.#limits) : "";
  }

  /** The least that a field may hold. */
  least(field: string) {
    return this.#limits[FIELDS[field].path ?? ""]?.minimum ?? 0;
  }

  #choice(): Chosen | null {
    const { original } = this;
    if (!this.#crate || !original || Object.keys(this.errors).length > 0) return null;
    const parsed = Object.entries(FIELDS).map(([name, field]) => [
      field.key,
      parse(field, this.texts[name], this.#limits).value,
    ]);
    const settings = Object.fromEntries(parsed) as Values;
    return { recipe: this.#crate.withSettings(original, crateSettings(settings)), seed: settings.seed };
  }

  /** The crate is here: the address may now say what it wants. */
  open(crate: Crate) {
    if (this.#crate) return;
    this.#crate = crate;
    const { recipes } = crate;
    this.#limits = crate.describe(recipes[0]).fields;
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
    this.texts = this.#textsOf(recipe, seed);
    this.#tell();
  }

  /** The rate that this field sets and that a run can take on its way, if what it says makes sense. */
  rate(field: string) {
    const { key } = FIELDS[field];
    const { value } = parse(FIELDS[field], this.texts[field], this.#limits);
    return key === "learning_rate" || key === "dropout" ? { [key]: value as number | undefined } : {};
  }

  newSeed() {
    this.write("seed", String(1 + Math.floor(Math.random() * RANDOM_SEEDS)));
  }

  #restore() {
    const { seed = "1" } = this.texts;
    if (this.original) this.texts = { ...this.#textsOf(this.original, 1), seed };
  }

  /** The address says what differs from the recipe, so that it can be shared. */
  #tell() {
    this.chosen = this.#choice();
    const { original } = this;
    if (original) {
      const before = this.#textsOf(original, 1);
      const said = new URLSearchParams({ recipe: this.#name });
      for (const [field, text] of Object.entries(this.texts)) if (text !== before[field]) said.set(field, text);
      history.replaceState(null, "", `?${said}${location.hash}`);
    }
    this.#changed();
  }

  #textsOf(recipe: Recipe, seed: number): Record<string, string> {
    if (!this.#crate) return {};
    const settings = settingsOf(this.#crate.settings(recipe), seed);
    return Object.fromEntries(Object.entries(FIELDS).map(([name, { key }]) => [name, textOf(settings[key])]));
  }
}
