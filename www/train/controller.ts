// Leads a run from the page's side: begins it, pauses it, has it saved, and knows what went wrong.
import { computed, effect, signal } from "@preact/signals";
import { choose } from "../engine/builds";
import { startThread, startWorker } from "../engine/files";
import { thrownOf, type Thrown } from "../../npm/src/program/message";
import { WorkerClient } from "../../npm/src/worker/client";
import { obstacle } from "../engine/obstacle";
import { threadsFor } from "../../npm/src/worker/threads";
import { announce } from "../store/announcement";
import { loadKeptRuns } from "../store/kept-runs";
import { crate } from "../store/program";
import {
  advanced,
  isOpen,
  isTraining,
  newRun,
  picked,
  reached,
  rewound,
  run,
  runFault,
  type Run,
  type RunFault,
} from "../store/run";
import { adoptRun, allSaved, findOffer, forget, goodSave, isForbidden, lastSave, save } from "../store/run-autosave";
import { setKeeper } from "../store/run-keeper";
import { checkpointsOf, type Entry, type Saved } from "../store/saved-runs";
import { forgetTrained } from "../store/snapshots";
import { percent } from "../ui/format";
import { hasDropout } from "./checks";
import { keepAwake } from "./wake-lock";
import { Watch } from "./watch";
import type { Recipe } from "crate";
import type { EventName, Events, Rates, Requests } from "./worker/protocol";
import type { ImagesInit } from "../../npm/src/worker/init";

/** That share the work. */
export const cores = signal(1);
/** Bytes of images that came over the network. */
export const received = signal(0);

const isBusy = computed(() => isTraining(run.value));

/** The run was paused before the worker had it. */
let isHeld = false;
let isStarted = false;

const onEvent: { [E in EventName]: (data: Events[E]) => void } = {
  cores({ cores: count }) {
    cores.value = count;
    if (count === 1) client.stopThreads();
  },
  images: ({ received: bytes }) => (received.value = bytes),
  progress(report) {
    change((led) => advanced(led, report));
    if (isTraining(run.value)) saveLed();
  },
  checkpoint(checkpoint) {
    change((led) => reached(led, checkpoint));
    if (!checkpoint.epoch_over) return;
    announce(`Epoch ${Math.round(checkpoint.at)}: ${percent(checkpoint.accuracy)} of the test images read right.`);
    saveLed(true);
  },
  outputs: (outputs) => change((led) => ({ ...led, outputs })),
  rest({ progress }) {
    client.isBusy = false;
    change((led) => ({ ...led, progress, phase: progress.finished ? "finished" : "paused" }));
    saveLed(true);
  },
  fault({ kind, thrown }) {
    client.isBusy = false;
    if (kind === "gone") client.stop(thrown);
    fail(kind, thrown);
  },
};

const client: WorkerClient<Requests, Events> = new WorkerClient(openWorker, {
  onEvent: (event, data) => onEvent[event](data),
  gone(why) {
    // What is unusable stays so, also in another worker.
    if (runFault.value?.kind !== "unusable") fail("gone", why);
  },
});

const watch = new Watch(client);

/** Once, when Train is entered: a run goes on in every room from then on. */
export function startTraining() {
  if (isStarted) return;
  isStarted = true;
  setKeeper({ saveBeforeLeaving, isKept: () => (run.value ? !isForbidden.value : undefined) });
  effect(() => {
    void keepAwake(isBusy.value);
  });
  document.addEventListener("visibilitychange", () => {
    if (!isBusy.value) return;
    // Who looks at something else may not come back to this page.
    if (document.hidden) saveLed(true);
    else void keepAwake(true);
  });
  void findOffer();
  void loadKeptRuns();
}

export async function begin(recipe: Recipe, seed: number, only?: "step") {
  replaceRun(newRun(newId(), recipe, seed));
  await attempt(() => goFrom(null, only));
}

/** Goes on with the run that is here, whatever stopped it. */
export async function goOn(only?: "step") {
  if (!run.value) return;
  const { id } = run.value;
  const fault = runFault.value;
  runFault.value = null;
  await attempt(async () => {
    if (fault?.kind === "gone") return goFrom(lastSave.value);
    if (fault?.kind === "images") await client.request("refetch", {});
    if (run.value?.id === id) await start(only);
  });
}

/** Takes a run that diverged up where it was still learning. */
export async function slowDown(learning_rate: number) {
  runFault.value = null;
  change((led) => ({ ...led, recipe: withRates(led.recipe, { learning_rate }) }));
  await attempt(() => goFrom(goodSave.value));
}

export async function pause() {
  // Before the worker has the run, there is nothing there that could rest.
  if (run.value?.phase === "starting") isHeld = true;
  else await attempt(() => client.request("pause", {}));
}

export async function setRates(rates: Rates) {
  if (!isOpen(run.value) || Object.values(rates).every((rate) => rate === undefined)) return;
  change((led) => ({ ...led, recipe: withRates(led.recipe, rates) }));
  const { recipe, isInWorker } = run.value as Run;
  // As they are once the worker has the run, it hears them then.
  if (isInWorker) await attempt(() => client.request("set", { recipe }));
}

/** Forgets the run, here and in the store. */
export function reset() {
  client.stop();
  if (run.value) void forget(run.value.id);
  run.value = runFault.value = picked.value = null;
  forgetTrained();
}

/**
 * Takes a saved run up where it stopped; a finished one is only shown.
 * @param objection to it, if there is one
 */
export async function resume(entry: Entry, objection: string) {
  const { id, recipe, seed, points, tests, saved } = entry;
  replaceRun({ ...newRun(id, recipe, seed), points, tests });
  await attempt(async () => {
    if (objection) throw new Error(objection);
    const checkpoints = await checkpointsOf(entry);
    if (run.value?.id !== id) return;
    change((led) => ({ ...led, checkpoints }));
    await goFrom(saved);
  }, "unusable");
}

/** The network as it is, as a model file. */
export const modelFile = () => client.request("model", {});

/** Rests, and is done when all that is to be kept of the run is kept. */
async function saveBeforeLeaving() {
  if (isTraining(run.value)) await pause();
  await allSaved();
}

function change(to: (led: Run) => Run) {
  if (run.value) run.value = to(run.value);
}

function replaceRun(led: Run) {
  client.stop();
  runFault.value = picked.value = null;
  isHeld = false;
  received.value = 0;
  run.value = led;
}

/** @param saved null: from before its first step */
async function goFrom(saved: Saved | null, only?: "step") {
  picked.value = null;
  change((led) => rewound({ ...led, phase: "starting", isInWorker: false }, saved ? saved.progress : null));
  const led = run.value as Run;
  void adoptRun(led, saved);
  if (saved) await client.request("restore", saved);
  else await open(led);
  if (run.value?.id !== led.id) return;
  change((now) => ({ ...now, isInWorker: true }));
  // The rates as they are now: they may have changed since.
  await client.request("set", { recipe: run.value.recipe });
  if (run.value?.id !== led.id) return;
  if (!saved?.progress.finished) return start(only);
  change((now) => ({ ...now, phase: "finished" }));
  await watch.look();
}

/** A run that cannot even begin is not offered later. */
async function open({ id, recipe, seed }: Run) {
  try {
    await client.request("open", { recipe, seed });
  } catch (error) {
    // One that was replaced meanwhile could have begun.
    if (run.value?.id === id) void forget(id);
    throw error;
  }
}

async function start(only?: "step") {
  if (isHeld) {
    isHeld = false;
    change((led) => ({ ...led, phase: "paused" }));
    return watch.look();
  }
  client.isBusy = true;
  // What the worker tells while it begins may already be that it rests.
  change((led) => ({ ...led, phase: "running" }));
  await client.request("go", only ? { only } : {});
  void watch.follow();
}

/** @param isUrgent does not wait for the next time */
function saveLed(isUrgent?: boolean) {
  if (!run.value?.isInWorker) return;
  const { id } = run.value;
  // What the worker has by then may be another's.
  save(id, async () => (id === run.value?.id ? client.request("save", {}) : null), isUrgent);
}

function fail(kind: RunFault["kind"], { message, kind: errorKind }: Thrown) {
  if (obstacle.value) return putAside();
  const isOfMemory = errorKind === "memory";
  runFault.value = { kind: isOfMemory ? "memory" : kind, message };
  isHeld = false;
  // To go on would end the same way.
  const phase = !isOfMemory && (kind === "images" || kind === "gone") ? "stopped" : "failed";
  const isLost = isOfMemory || kind === "gone" || kind === "unusable";
  change((led) => ({ ...led, phase, isInWorker: led.isInWorker && !isLost }));
}

/** Nothing trains in this page: the run is offered as it was kept, unless it has not begun. */
function putAside() {
  if (run.value && !run.value.progress) void forget(run.value.id);
  run.value = runFault.value = picked.value = null;
  isHeld = false;
  forgetTrained();
  void findOffer();
}

/** @param kind of what may go wrong */
async function attempt(work: () => Promise<unknown>, kind: RunFault["kind"] = "gone") {
  const id = run.value?.id;
  try {
    await work();
  } catch (error) {
    console.warn(error);
    // A run that was replaced meanwhile has no say, and a fault that is known already says more.
    if (id === run.value?.id && !runFault.value) fail(kind, thrownOf(error));
  }
}

const withRates = (recipe: Recipe, { learning_rate, dropout }: Rates) =>
  crate.value?.withSettings(recipe, { learning_rate, dropout: hasDropout(recipe) ? dropout : undefined }) ?? recipe;

function openWorker() {
  const init: Omit<ImagesInit, "ports"> = { ...choose(), images: new URL("mnist/", document.baseURI).href };
  const worker = startWorker("trainer");
  const threads = threadsFor(init, startThread);
  return { worker, threads, init: { ...init, ports: threads.ports } };
}

/** Unique enough among the runs of one browser. */
const newId = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
