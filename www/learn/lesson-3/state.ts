// What was moved in lesson 3, and what the crate's network makes of it.
import { computed, signal } from "@preact/signals";
import { crate } from "../../store/program";
import { finish } from "../progress";
import { networkOf } from "../networks";
import type { Gate } from "./gates";
import { moved, swapped, type Line } from "./geometry";
import { answersOf, EVERY, hiddenAnswersOf, ONE, oneLine, search, TWO, twoLines } from "./network";

export const NUMBER = 3;

export type Name = 0 | 1;

export const gate = signal<Gate>("AND");
/** A, which is alone at first, and B. */
export const lines = signal<readonly [Line, Line]>([
  { ends: [7, 57], flipped: true },
  { ends: [32, 44], flipped: false },
]);
export const areTwo = signal(false);
/** Every line that does it is drawn. */
export const areAllShown = signal(false);
/** Something was moved. */
export const isTouched = signal(false);

export const one = computed(() => {
  const network = networkOf(ONE, oneLine(lines.value[0]));
  return network && answersOf(network);
});

export const two = computed(() => {
  const network = networkOf(TWO, twoLines(lines.value));
  return network && hiddenAnswersOf(network);
});

/** By gate, the lines that do it; every line is tried when this is first asked. */
export const found = computed(() => {
  const here = crate.value;
  return here && search((weights) => here.networkWith(EVERY, weights));
});

/** The point is about two lines. */
function touch() {
  isTouched.value = true;
  if (areTwo.peek()) finish(NUMBER);
}

function put(name: Name, line: Line) {
  const [a, b] = lines.peek();
  if (line === [a, b][name]) return;
  lines.value = name === 0 ? [line, b] : [a, line];
  touch();
}

export const move = (name: Name, end: 0 | 1, place: number) => put(name, moved(lines.peek()[name], end, place));
export const swap = (name: Name) => put(name, swapped(lines.peek()[name]));

export function choose(next: Gate) {
  gate.value = next;
  isTouched.value = true;
}

export function showAll() {
  areAllShown.value = !areAllShown.peek();
  touch();
}

/** Two lines are for XOR. */
export function addLine() {
  areTwo.value = !areTwo.peek();
  if (areTwo.peek()) gate.value = "XOR";
  touch();
}
