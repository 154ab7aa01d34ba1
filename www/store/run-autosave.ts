// Saves the run under way in the browser, from its first moment and every few seconds; that something cannot be saved is
// said once, and training goes on.
import { signal } from "@preact/signals";
import { isLearning, run, type Run } from "./run";
import { lockedElsewhere, lockRun, unlockRun } from "./run-lock";
import { checked, forgetRun, prune, saveBeginning, savedRuns, saveRun, type Entry, type Saved } from "./saved-runs";

/** Asks the worker, which may have the run no more. */
type Take = () => Promise<Saved | null>;

/** Milliseconds between two saves. */
const PAUSE = 5000;

/** A run that stopped, to go on with. */
export const offer = signal<Entry | null>(null);
/** The ids of saved runs that are damaged: none of them is offered. */
export const damaged = signal<readonly string[]>([]);
/** The browser keeps no runs. */
export const isForbidden = signal(false);
/** Another tab trains as well. */
export const isShared = signal(false);
/** The last save of the run under way, whether or not the browser keeps it; null: before its first step. */
export const lastSave = signal<Saved | null>(null);
/** The last while it was still learning: what a run that diverges goes back to. */
export const goodSave = signal<Saved | null>(null);

/** The last save failed, and the next one is not there yet. */
export const isUnsaved = signal(false);

/** The run under way. */
let own = "";
let saved = 0;
let isSaving = false;
let settled: Promise<void> = Promise.resolve();
/** The last save that was asked for while another was on its way. */
let asked: { id: string; take: Take } | null = null;
const forgotten: Set<string> = new Set();

/** Looks for a run that stopped. */
export const findOffer = () =>
  attempt(async () => {
    const runs = await savedRuns();
    const open = await lockedElsewhere(runs);
    const found = await checked(runs.filter(({ id }) => !open.has(id)));
    damaged.value = found.damaged;
    offer.value = found.whole.at(0) ?? null;
  });

/** From now on this tab works on this run, from here: that is what a reload comes back to. */
export async function adoptRun(led: Run, from: Saved | null) {
  own = led.id;
  lastSave.value = goodSave.value = from;
  isUnsaved.value = false;
  saved = performance.now();
  offer.value = null;
  lockRun(led.id);
  // It may have been forgotten because it could not begin.
  forgotten.delete(led.id);
  await attempt(async () => {
    await saveBeginning(led, from);
    const others = await lockedElsewhere(await savedRuns());
    isShared.value = others.size > 0;
    for (const id of damaged.value) if (!others.has(id)) await forgetRun(id);
    await prune(others.add(led.id));
    damaged.value = [];
  });
}

/** Forgets the run that stopped, or else those that are damaged, and looks for one before it. */
export async function forgetOffer() {
  const ids = offer.value ? [offer.value.id] : damaged.value;
  offer.value = null;
  await attempt(async () => void (await Promise.all(ids.map(forgetRun))));
  await findOffer();
}

export async function forget(id: string) {
  forgotten.add(id);
  if (id === own) lastSave.value = goodSave.value = null;
  unlockRun(id);
  await attempt(() => forgetRun(id));
  if (offer.value?.id !== id) return;
  offer.value = null;
  await findOffer();
}

/** @param isUrgent does not wait for the next time */
export function save(id: string, take: Take, isUrgent: boolean = false) {
  if (!isUrgent && performance.now() - saved < PAUSE) return;
  if (!isSaving) settled = write(id, take);
  else if (isUrgent) asked = { id, take };
}

/** Resolves when all that was asked for is saved. */
export const allSaved = () => settled;

async function write(id: string, take: Take) {
  isSaving = true;
  await attempt(async () => {
    const taken = await take().catch(warn);
    // Its curve reaches as far as what was taken by now.
    const led = run.value;
    if (led?.id !== id || forgotten.has(id)) return;
    // What is wrong with a run that the worker has no more is said already.
    isUnsaved.value = !taken && led.isInWorker;
    if (!taken) return;
    lastSave.value = taken;
    if (isLearning(led)) goodSave.value = taken;
    if (!isForbidden.value) await saveRun(led, taken);
  });
  saved = performance.now();
  isSaving = false;
  const next = asked;
  asked = null;
  if (next) await write(next.id, next.take);
}

function warn(error: unknown) {
  console.warn("The run was not saved.", error);
  return null;
}

async function attempt(work: () => Promise<void>) {
  try {
    await work();
  } catch (error) {
    console.warn("The browser keeps no runs.", error);
    isForbidden.value = true;
  }
}
