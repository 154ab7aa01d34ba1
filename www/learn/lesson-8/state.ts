// What is looked at in lesson 8: the drawing and its three links, or the race of the rules.
import { computed, signal } from "@preact/signals";
import { BLANK } from "../../engine/drawing";
import { THREE } from "../../store/own-pen";
import { image } from "../../store/prediction";
import { crate } from "../../store/program";
import { shipped } from "../shipped";
import { caseOf, NAMES, type Case, type Name } from "./case";
import { wiggles, type Question } from "./wiggles";

export const NUMBER = 8;
export const lernmi = shipped("lernmi");

export const part = signal<"digit" | "rules">("digit");
/** The digit that the drawing counts as; null until somebody says so. */
export const told = signal<number | null>(null);
export const chosen = signal<Name>("A");
/** How far the weight of the link is moved. */
export const move = signal(0);
/** Steps that were gone back. */
export const walked = signal(0);

/** The drawing, or a 3 of the page’s own. */
export const digit = computed(() => image.value ?? crate.value?.imageOf({ ...BLANK, strokes: THREE }) ?? null);

export const isOwn = computed(() => image.value !== null);

const question = computed<Question | null>(() => {
  const { value: snapshot } = lernmi.snapshot;
  if (!crate.value || !snapshot || !digit.value) return null;
  const found: Case = caseOf(crate.value.network(snapshot), digit.value, told.value);
  return { snapshot, image: digit.value, case: found };
});

/** Null until the network is here. */
export const now = computed(() => question.value?.case ?? null);

/** Why it is not. */
export const missingWords = () =>
  lernmi.fault.value ? "Lernmi’s network did not arrive" : "The network is still arriving";

/** Null until they were asked for this drawing. */
export const losses = computed(() => {
  const { value } = wiggles.latest;
  return value && value.question === question.value ? value.answer : null;
});

/** Asks for the losses of what is looked at. */
export const askLosses = () => question.value && wiggles.ask(question.value);

let followed: number | undefined;

/** A new bet is looked at; one that was followed before changes nothing. */
export function follow(bet: number | undefined) {
  if (bet === undefined || bet === followed) return;
  followed = bet;
  choose(NAMES[bet]);
}

export function choose(name: Name) {
  if (name === chosen.peek()) return;
  chosen.value = name;
  move.value = 0;
  walked.value = 0;
}

export function tell(label: number) {
  told.value = label;
  walked.value = 0;
}
