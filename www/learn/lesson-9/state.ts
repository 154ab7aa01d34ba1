// What is chosen, and which step of the run is looked at: a new run is played once from its beginning.
import { computed, signal } from "@preact/signals";
import { finish } from "../progress";
import { EVERY, STEPS } from "./network";
import { ends, run, type Question, type Run } from "./runs";
import { isFixed } from "./starts";

export const NUMBER = 9;

/** Milliseconds that a run is played. */
const LENGTH = 1500;

export const asked = signal<Question>({ start: "alike", seed: 0, nudge: 0 });
/** The step that is looked at, of the run that was asked for last. */
export const step = signal(0);
export const isPlaying = signal(false);
/** The run that step and chart are about. */
const played = signal<Run | null>(null);

let frame = 0;

/** The run that was asked for, once it is here. */
export const current = computed(() => {
  const { value } = run.latest;
  return value && value.question === asked.value ? value.answer : null;
});

/** The run that was asked for is here, and was seen to its end or is looked at by hand. */
export const isOver = computed(() => current.value !== null && played.value === current.value && !isPlaying.value);

/** The run that is drawn: the one before, without its figures, until the next is here; none where the next cannot come. */
export const shown = computed(() => (run.fault.value ? null : (run.latest.value?.answer ?? null)));

/** Why what was asked for is not here, in a sentence. */
export const fault = computed(() => run.fault.value || (isFixed(asked.value.start) ? "" : ends.fault.value));

/** How the seeds of this start end, once that is known. */
export const endsNow = computed(() => {
  const { value } = ends.latest;
  return value && value.question === asked.value.start ? value.answer : null;
});

/** Before the first answer. */
export function begin() {
  if (!run.latest.peek()) run.ask(asked.peek());
}

/** After a fault. */
export function tryAgain() {
  if (!current.peek()) run.ask(asked.peek());
  if (!isFixed(asked.peek().start) && !endsNow.peek()) ends.ask(asked.peek().start);
}

/** Other first weights. */
export function choose(change: Partial<Question>) {
  const before = asked.peek();
  const next = { ...before, ...change };
  if (next.start !== before.start) next.nudge = 0;
  asked.value = next;
  run.ask(next);
  if (!isFixed(next.start) && ends.latest.peek()?.question !== next.start) ends.ask(next.start);
  finish(NUMBER);
}

/** Called when a run has come: a nudge shows its end, all else is played. */
export function arrived(next: Run) {
  if (played.peek() === next) return;
  played.value = next;
  if (asked.peek().nudge !== 0) look(STEPS);
  else play();
}

/** From the first step to the last; at once where motion is unwelcome. */
export function play() {
  stop();
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return look(STEPS);
  isPlaying.value = true;
  const start = performance.now();
  const advance = (now: number) => {
    const done = Math.min(1, Math.max(0, now - start) / LENGTH);
    // The beginning takes as long as all the rest: there most of it happens.
    step.value = Math.round((done * done * STEPS) / EVERY) * EVERY;
    if (done < 1) frame = requestAnimationFrame(advance);
    else stop();
  };
  frame = requestAnimationFrame(advance);
}

export function look(at: number) {
  stop();
  step.value = at;
}

/** The step is looked at by hand. */
export function slide(at: number) {
  look(at);
  finish(NUMBER);
}

/** A lesson that is left shows the end of its run on return. */
export function leave() {
  if (isPlaying.peek()) look(STEPS);
}

function stop() {
  cancelAnimationFrame(frame);
  isPlaying.value = false;
}
