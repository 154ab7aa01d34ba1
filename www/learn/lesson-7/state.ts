// What is set by hand in lesson 7, where the marble is, and the runs that were made.
import { computed, signal } from "@preact/signals";
import { failureWords } from "../failure";
import { finish } from "../progress";
import { COUNT, dots, load, type Dot } from "./forty";
import { isOutside, LANDSCAPES, onMap, type Kind, type Point } from "./landscapes";
import { descend } from "./questions";

export const NUMBER = 7;
export const RATES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10] as const;
export const BATCHES = [1, 10, COUNT] as const;
export const STEPS = 40;

/** Milliseconds from one step of a run to the next. */
const PACE = 50;

export const kind = signal<Kind>("one");
export const rate = signal<number>(RATES[0]);
export const batch = signal<number>(COUNT);
const starts = signal<Readonly<Record<Kind, Point>>>({ one: LANDSCAPES.one.start, two: LANDSCAPES.two.start });

/** On one map. */
interface Traced {
  kind: Kind;
  dots: readonly Dot[];
  path: readonly Point[];
}

export interface Run extends Traced {
  rate: number;
  batch: number;
  /** At its end, over all forty. */
  loss: number;
  /** The step that left the map; 0 where none did. */
  left: number;
}

const walked = signal<Traced | null>(null);
const made = signal<readonly Run[]>([]);
/** The run that is being shown, and how far it has come. */
const shown = signal<{ run: Run; steps: number } | null>(null);
const failure = signal("");

export const fault = computed(() => failure.value);

const isHere = (traced: Traced) => traced.kind === kind.value && traced.dots === dots.value;

/** From where the marble was put to where it is. */
export const path = computed((): readonly Point[] => {
  const running = shown.value;
  if (running && isHere(running.run)) return running.run.path.slice(0, running.steps + 1);
  return walked.value && isHere(walked.value) ? walked.value.path : [starts.value[kind.value]];
});
export const marble = computed(() => path.value[path.value.length - 1]);

/** On this map, the last one last. */
export const runs = computed(() => made.value.filter(isHere));

let timer: ReturnType<typeof setInterval> | undefined;
/** What was done by hand so far: steps that were asked for before the last of it are not shown. */
let deeds = 0;

/** Shows the end of the run that is under way. */
function settle() {
  clearInterval(timer);
  const running = shown.peek();
  if (!running) return;
  shown.value = null;
  walked.value = running.run;
  made.value = [...made.peek(), running.run];
  if (made.peek().length > 1) finish(NUMBER);
}

/** Something is done by hand: the run that is under way is shown to its end. */
function interrupt() {
  settle();
  return ++deeds;
}

/** The lesson is left: a run that has not come to its end is none. */
export function leave() {
  deeds++;
  clearInterval(timer);
  shown.value = null;
}

export function place(point: Point) {
  interrupt();
  starts.value = { ...starts.peek(), [kind.peek()]: onMap(kind.peek(), point) };
  walked.value = null;
}

/** The marble is where it was before anything was moved. */
export const putBack = () => place(LANDSCAPES[kind.peek()].start);

export function setKind(next: Kind) {
  interrupt();
  kind.value = next;
}

/** Takes steps; null where they could not be taken, or where something else was done meanwhile. */
async function take(from: Point, steps: number, seed: number): Promise<Run | null> {
  const deed = interrupt();
  const asked = { kind: kind.peek(), dots: dots.peek(), rate: rate.peek(), batch: batch.peek() };
  const { dots: all } = asked;
  failure.value = "";
  if (!all) {
    load();
    return null;
  }
  try {
    const { path, loss } = await descend({ ...asked, dots: all, from, steps, seed });
    const left = Math.max(
      0,
      path.findIndex((point) => isOutside(asked.kind, point)),
    );
    const run = { ...asked, dots: all, path, loss, left };
    return deed === deeds && isHere(run) ? run : null;
  } catch (error) {
    console.error(error);
    if (deed === deeds) failure.value = failureWords("The steps could not be taken", error);
    return null;
  }
}

export async function oneStep() {
  settle();
  const before = path.peek();
  const run = await take(before[before.length - 1], 1, 1000 + before.length);
  if (run) walked.value = { ...run, path: [...before, ...run.path.slice(1)] };
}

export async function run() {
  const from = starts.peek()[kind.peek()];
  const run = await take(from, STEPS, made.peek().length + 1);
  if (!run) return;
  shown.value = { run, steps: 0 };
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) settle();
  else timer = setInterval(advance, PACE);
}

function advance() {
  const running = shown.peek();
  if (!running) return;
  const steps = running.steps + 1;
  if (steps >= running.run.path.length - 1) settle();
  else shown.value = { ...running, steps };
}
