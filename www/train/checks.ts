// Whether there can be a training by a recipe, and how much memory it takes.
import { computed } from "@preact/signals";
import { choose } from "../engine/builds";
import { mostMemory } from "../../npm/src/worker/memory";
import { threadCount } from "../../npm/src/worker/threads";
import { crate } from "../store/program";
import { IMAGES, memoryObjection, memoryWords } from "./memory-words";
import { described } from "./recipe-words";
import { chosen, original } from "./settings";
import type { Recipe } from "crate";

const threads = computed(() => threadCount(choose()));
const most = computed(() => mostMemory(threads.value));

/** Bytes that a training by a recipe takes, if there can be one. */
const memoryOf = (recipe: Recipe | undefined) =>
  recipe && crate.value?.objection(recipe) === "" ? crate.value.memory(recipe, IMAGES, threads.value) : null;

/** What there is against training by a recipe, if anything. */
export const objectionTo = (recipe: Recipe | undefined) =>
  (recipe && crate.value?.objection(recipe)) || memoryObjection(memoryOf(recipe) ?? 0, most.value);

/** What there is against the fields, all of them together. */
export const objection = computed(() => objectionTo(chosen.value?.recipe));

export const memoryNeeded = computed(() => {
  const memory = memoryOf(chosen.value?.recipe);
  return memory === null ? "" : memoryWords(memory);
});

/** A recipe in a line; one that cannot be used, as its author has it. */
export function specOf(recipe: Recipe | undefined) {
  const shown = recipe && crate.value?.objection(recipe) === "" ? recipe : original.value;
  return crate.value && shown ? described(shown, crate.value.settings(shown), crate.value.describe(shown)) : "";
}

/** What drops nothing out cannot begin to. */
export const hasDropout = (recipe: Recipe | undefined) =>
  recipe !== undefined &&
  crate.value?.objection(recipe) === "" &&
  typeof crate.value.settings(recipe).dropout === "number";
