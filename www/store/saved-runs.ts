// Saved runs: a record each, and the weights of its checkpoints beside it, written in one transaction.
import type { Progress } from "crate";
import { database, readAll, VERSION, type Curve } from "./database";
import { isForeign, isWholeRun } from "./soundness";
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

/** Runs that are left lying; the oldest beyond this are forgotten. */
const MOST = 3;

/** What is known of a record before it is checked. */
export interface Place {
  id: string;
  /** Milliseconds since 1970; 0 if it does not say. */
  updated: number;
  record: unknown;
}

/** Everything that is there, newest first. */
export async function savedRuns(): Promise<Place[]> {
  const records = await readAll("runs");
  return records
    .map((record) => ({ id: record.id as string, updated: Number(record.updated) || 0, record }))
    .sort((a, b) => b.updated - a.updated);
}

/** Those that are whole, and the ids of those that are damaged; one of another version of this page is neither. */
export async function checked(places: readonly Place[]) {
  const ours = places.filter(({ record }) => !isForeign(record));
  const areWhole = await Promise.all(ours.map(({ record }) => isWholeRun(record)));
  const whole = ours.filter((_, i) => areWhole[i]).map(({ record }) => record as Entry);
  const damaged = ours.filter((_, i) => !areWhole[i]).map(({ id }) => id);
  return { whole, damaged };
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
