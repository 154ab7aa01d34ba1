// What a run is called: by what its recipe changes of its author's, such as "rate 3, dropout 0.5".
import { crate } from "../store/program";
import { FIELDS, settingsOf, textOf, type Field } from "./fields";
import type { Recipe } from "crate";
import type { Run } from "../store/run";

type Named = Pick<Run, "recipe" | "seed">;

/** @param others runs that it shall be told apart from */
export function runName(run: Named, others: readonly Named[]) {
  const changes = changesOf(run.recipe);
  const { name } = run.recipe;
  const isOfAnother = others.some(({ recipe }) => recipe.name !== name);
  const parts = changes.length === 0 || isOfAnother ? [name, ...changes] : changes;
  const words = changes.join();
  const isAlike = (other: Named) => other.recipe.name === name && changesOf(other.recipe).join() === words;
  const isSeedOther = others.some((other) => isAlike(other) && other.seed !== run.seed);
  return (isSeedOther ? [...parts, `seed ${run.seed}`] : parts).join(", ");
}

/** What a recipe changes of its author's, in a word or two each. */
export function changesOf(recipe: Recipe): string[] {
  const { value } = crate;
  const original = value?.recipes.find(({ name }) => name === recipe.name);
  if (!value || !original || value.objection(recipe) !== "") return [];
  const [now, before] = [recipe, original].map((one) => settingsOf(value.settings(one), 0));
  return Object.values(FIELDS)
    .filter(({ key }) => textOf(now[key]) !== textOf(before[key]))
    .map((field) => change(field, textOf(now[field.key])));
}

const change = ({ short, choices }: Field, text: string) => choices?.[text] ?? short?.(text) ?? text;
