// Saved runs: a record each, and the weights of its checkpoints beside it, written in one transaction.
import type { Progress } from "crate";
import { database, hasCurve, VERSION, type Curve } from "./database";
import type { Checkpoint, Run, Test } from "./run";

/** Over the training images since the last point of the curve. */
export interface Sum {
  loss: number;
  correct: number;
  samples: number;
  /** Of the samples; all of them if it is not said. */
  digits?: number;
}

/** All that a run needs to go on as if it had never stopped. */
export interface Saved {
  /** `Training.to_bytes()`. */
  state: Blob;
  sum: Sum;
  /** The step at which the network was evaluated last. */
  tested: number;
  progress: Progress;
}

export interface Entry extends Curve {
  /** Milliseconds since 1970. */
  updated: number;
  checkpoints: Test[];
  /** `null`: it has its first step still before it, for which recipe and seed are enough. */
  saved: Saved | null;
}

/** `isSound`: all of it can be read. */
export type Found = Entry & { isSound: boolean };

/** Runs that are left lying; the oldest beyond this are forgotten. */
const MOST = 3;

/** Everything that is there, newest first; what cannot be read is there with its id alone. */
export async function savedRuns(): Promise<Found[]> {
  const entries = await (await database()).getAll("runs");
  return entries
    .sort((a, b) => (b.updated || 0) - (a.updated || 0))
    .map((entry) => ({ ...entry, isSound: isSound(entry) }));
}

/** Here it begins or goes on: its record alone, at once, which a page that is left in the next moment still hands over. */
export async function saveBeginning(run: Run, saved: Saved | null) {
  const transaction = (await database()).transaction("runs", "readwrite");
  const written = transaction.store.put(recordOf(run, saved, run.checkpoints));
  transaction.commit();
  try {
    await Promise.all([written, transaction.done]);
  } catch (error) {
    // There is room for it at the next save, when older runs have been forgotten.
    if (!isFull(error)) throw error;
  }
}

export async function saveRun(run: Run, saved: Saved) {
  try {
    await write(run, saved, run.checkpoints);
  } catch (error) {
    if (!isFull(error)) throw error;
    // The run itself may still fit where its checkpoints do not.
    await write(run, saved, []);
  }
}

/** @returns those whose weights are there */
export async function checkpointsOf({ id, checkpoints }: Entry): Promise<Checkpoint[]> {
  const store = await database();
  const found = await Promise.all(
    checkpoints.map(async (test) => {
      const file = await store.get("weights", [id, test.steps]);
      return file instanceof Blob ? [{ ...test, file, weights: new Float32Array(await file.arrayBuffer()) }] : [];
    }),
  );
  return found.flat();
}

export async function forgetRun(id: string) {
  const transaction = (await database()).transaction(["runs", "weights"], "readwrite");
  const runs = transaction.objectStore("runs").delete(id);
  const weights = transaction.objectStore("weights").delete(allOf(id));
  await Promise.all([runs, weights, transaction.done]);
}

/** Leaves the newest few of those that nobody has open. */
export async function prune(open: Set<string>) {
  const idle = (await savedRuns()).filter(({ id }) => !open.has(id));
  for (const { id } of idle.slice(MOST)) await forgetRun(id);
}

async function write(run: Run, saved: Saved, checkpoints: readonly Checkpoint[]) {
  const transaction = (await database()).transaction(["runs", "weights"], "readwrite");
  const weights = transaction.objectStore("weights");
  const work = async () => {
    const { id } = run;
    const keys = await weights.getAllKeys(allOf(id));
    const there = new Set(keys.map(([, steps]) => steps));
    const fresh = checkpoints.filter(({ steps }) => !there.delete(steps));
    await Promise.all([
      ...fresh.map(({ file, steps }) => weights.put(file, [id, steps])),
      ...Array.from(there, (steps) => weights.delete([id, steps])),
      transaction.objectStore("runs").put(recordOf(run, saved, checkpoints)),
    ]);
  };
  const parts = await Promise.allSettled([transaction.done, work()]);
  // Why it failed the transaction knows best: its parts only know that it did.
  const failed = parts.find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
}

function recordOf(
  { id, recipe, seed, points, tests }: Run,
  saved: Saved | null,
  checkpoints: readonly Checkpoint[],
): Entry {
  const metadata = checkpoints.map(({ weights: _, file: __, ...test }) => test);
  return { version: VERSION, id, updated: Date.now(), recipe, seed, points, tests, checkpoints: metadata, saved };
}

/** Whether the browser has no room for it. */
const isFull = (error: unknown) => error instanceof DOMException && error.name === "QuotaExceededError";

const allOf = (id: string) => IDBKeyRange.bound([id, 0], [id, Infinity]);

/** Whether a record is one of ours, whole. */
const isSound = ({ checkpoints, saved, ...curve }: Partial<Entry>) =>
  hasCurve(curve) &&
  Array.isArray(checkpoints) &&
  (saved === null || (saved?.state instanceof Blob && typeof saved.progress?.epoch === "number"));
