// What the fields and the address of the page say: a recipe, what is changed about it, and a seed.
import { computed, signal } from "@preact/signals";
import { FIELDS, crateSettings, parse, settingsOf, textOf, type Settings as Values } from "./fields";
import { crate } from "../store/program";
import type { Crate } from "../engine/crate";
import type { Recipe } from "crate";

/** The recipe to train, and its seed. */
export type Chosen = { recipe: Recipe; seed: number };
/** What is written in each field, whether it makes sense or not. */
type Texts = Readonly<Record<string, string>>;
/** The name of a recipe, and what is written in the fields. */
interface Form {
  readonly name: string;
  readonly texts: Texts;
}

/** Long enough never to come twice, short enough to be read out. */
const RANDOM_SEEDS = 1_000_000;

const EMPTY: Form = { name: "", texts: {} };

/** As it was left; none before anything was changed. */
const changed = signal<Form | null>(null);
/** As the address has it; empty until the crate is here. */
const addressed = computed(() => (crate.value ? formOf(crate.value, new URLSearchParams(location.search)) : EMPTY));
const form = computed(() => changed.value ?? addressed.value);
/** What a lesson's link has set, and what was there before it. */
const lesson = signal<{ set: Texts; before: Form } | null>(null);

export const recipes = computed(() => crate.value?.recipes ?? []);
/** The recipe as its author has it; none until the crate is here. */
export const original = computed(() => recipes.value.find(({ name }) => name === form.value.name));
export const texts = computed(() => form.value.texts);
/** What the crate accepts. */
export const limits = computed(() => (crate.value ? crate.value.describe(crate.value.recipes[0]).fields : {}));

/** What is wrong, by field. */
export const errors = computed<Record<string, string>>(() => {
  const wrong = Object.entries(texts.value).flatMap(([name, text]): [string, string][] => {
    const { error } = parse(FIELDS[name], text, limits.value);
    return error ? [[name, error]] : [];
  });
  return Object.fromEntries(wrong);
});

/** None while a field is wrong. */
export const chosen = computed<Chosen | null>(() => {
  if (!crate.value || !original.value || Object.keys(errors.value).length > 0) return null;
  const parsed = Object.entries(FIELDS).map(([name, field]) => [
    field.key,
    parse(field, texts.value[name], limits.value).value,
  ]);
  const settings = Object.fromEntries(parsed) as Values;
  return { recipe: crate.value.withSettings(original.value, crateSettings(settings)), seed: settings.seed };
});

/** The least that a field may hold. */
export const least = (field: string) => limits.value[FIELDS[field].path ?? ""]?.minimum ?? 0;

/** Another recipe, as its author has it; the seed stays. */
export const choose = (name: string) =>
  become({ name, texts: { ...authorsTexts(name), seed: texts.value.seed ?? "1" } });

export const write = (field: string, text: string) => writeAll({ [field]: text });

/** Shows the settings of a run that was saved. */
export const show = (recipe: Recipe, seed: number) => become({ name: recipe.name, texts: textsOf(recipe, seed) });

export const newSeed = () => write("seed", String(1 + Math.floor(Math.random() * RANDOM_SEEDS)));

/** The rate that this field sets and that a run can take on its way, if what it says makes sense. */
export function rate(field: string) {
  const { key } = FIELDS[field];
  const { value } = parse(FIELDS[field], texts.value[field], limits.value);
  return key === "learning_rate" || key === "dropout" ? { [key]: value as number | undefined } : {};
}

/** What a lesson's link has set, by field, as long as all of it stands; the recipe is called `recipe`. */
export const fromLesson = computed<Texts | null>(() => {
  const { set } = lesson.value ?? {};
  const said: Texts = { ...texts.value, recipe: form.value.name };
  return set && Object.entries(set).every(([field, text]) => said[field] === text) ? set : null;
});

/** Takes what the link of a lesson says, which may be anything: `learning-rate=60`. */
export function takeLesson(query: string) {
  // What the lesson before has set is not this one's.
  if (fromLesson.value) putBack();
  const before = form.value;
  const { recipe, ...set } = askedBy(query);
  if (recipe) choose(recipe);
  writeAll(set);
  const all: Texts = recipe ? { recipe, ...set } : set;
  lesson.value = Object.keys(all).length > 0 ? { set: all, before } : null;
}

/** What the link of a lesson would set, by field. */
export function askedBy(query: string): Texts {
  const asked = new URLSearchParams(query);
  const recipe = recipes.value.find(({ name }) => name === asked.get("recipe"))?.name;
  return recipe ? { recipe, ...fieldsOf(asked) } : fieldsOf(asked);
}

/** As it was before the lesson's link. */
export function putBack() {
  if (lesson.value) become(lesson.value.before);
  lesson.value = null;
}

const writeAll = (more: Texts) => become({ ...form.value, texts: { ...texts.value, ...more } });

/** The address says what differs from the recipe, so that it can be shared. */
function become(next: Form) {
  // Without the crate there are no fields yet that could be changed.
  if (!crate.value) return;
  changed.value = next;
  if (!original.value) return;
  const before = textsOf(original.value, 1);
  const said = new URLSearchParams({ recipe: next.name });
  for (const [field, text] of Object.entries(next.texts)) if (text !== before[field]) said.set(field, text);
  // What a lesson's link said is said here now.
  const [room] = location.hash.split("?");
  history.replaceState(null, "", `?${said}${room}`);
}

/** What an address says, which may be anything. */
function formOf({ recipes }: Crate, asked: URLSearchParams): Form {
  const name = recipes.find(({ name }) => name === asked.get("recipe"))?.name ?? recipes[0].name;
  return { name, texts: { ...authorsTexts(name), ...fieldsOf(asked) } };
}

const fieldsOf = (asked: URLSearchParams): Texts =>
  Object.fromEntries([...asked].filter(([field]) => Object.hasOwn(FIELDS, field)));

function authorsTexts(name: string): Texts {
  const recipe = recipes.value.find((one) => one.name === name);
  return recipe ? textsOf(recipe, 1) : {};
}

function textsOf(recipe: Recipe, seed: number): Texts {
  if (!crate.value) return {};
  const settings = settingsOf(crate.value.settings(recipe), seed);
  return Object.fromEntries(Object.entries(FIELDS).map(([name, { key }]) => [name, textOf(settings[key])]));
}
