// The race: which first weights, how far it is, and what each rule has learnt so far.
import { computed, signal } from "@preact/signals";
import { finish } from "../progress";
import { comparison, race, RULES, type Result } from "./rules";
import { NUMBER } from "./state";

/** Milliseconds that a race is shown. */
const LENGTH = 1500;

export const seed = signal(0);
/** Of the race, from 0 to 1. */
export const done = signal(0);
export const isRacing = signal(false);

/** The finished races, by seed. */
export const finished = signal<ReadonlyMap<number, Result[]>>(new Map());

/** The race of this seed that runs or has run. */
export const results = computed(() => {
  const { value } = race.latest;
  return finished.value.get(seed.value) ?? (value?.question === seed.value ? value.answer : null);
});

export const compared = computed(() => {
  const { value } = comparison.latest;
  return value && value.question === seed.value ? value.answer : null;
});

/** Of the finished races, how many each rule has learnt XOR in. */
export const learnt = computed(() =>
  RULES.map((_, i) => [...finished.value.values()].filter((results) => results[i].hasLearnt).length),
);

let frame = 0;

export function choose(next: number) {
  end();
  seed.value = next;
  comparison.ask(next);
}

/** Before the first answer. */
export const compare = () => comparison.ask(seed.peek());

export function run() {
  end();
  isRacing.value = true;
  done.value = 0;
  if (finished.peek().has(seed.peek())) show();
  else race.ask(seed.peek());
}

/** Called when the worker has run a race, or could not. */
export function arrived() {
  if (!isRacing.peek()) return;
  if (race.fault.peek()) stop();
  else if (race.latest.peek()?.question === seed.peek()) show();
}

/** From its start, and at once where motion is unwelcome. */
function show() {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return end();
  const start = performance.now();
  const advance = (now: number) => {
    done.value = Math.min(1, Math.max(0, now - start) / LENGTH);
    if (done.value < 1) frame = requestAnimationFrame(advance);
    else end();
  };
  frame = requestAnimationFrame(advance);
}

/** What runs is over at once; what has not come yet does not count. */
function end() {
  const latest = race.latest.peek();
  if (isRacing.peek() && latest?.question === seed.peek()) {
    finished.value = new Map([...finished.peek(), [latest.question, latest.answer]]);
    finish(NUMBER);
  }
  stop();
}

/** What runs does not count. */
export function stop() {
  cancelAnimationFrame(frame);
  isRacing.value = false;
  done.value = 1;
}
