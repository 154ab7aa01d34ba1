// Saves of the run under way, and its lock: what another run does leaves them alone. There is no store here.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { newRun, run, type Run } from "../../www/store/run";
import { adoptRun, allSaved, forget, goodSave, isUnsaved, lastSave, save } from "../../www/store/run-autosave";
import { DENSE, progressAt } from "./given";
import type { Saved } from "../../www/store/saved-runs";

const SAVED: Saved = {
  state: new Blob(),
  sum: { loss: 0, correct: 0, samples: 0 },
  tested: 0,
  progress: progressAt(3, 30_000),
};

/** The names of the locks that this page holds. */
const held: Set<string> = new Set();
const locks = {
  async request(name: string, hold: () => Promise<unknown>) {
    held.add(name);
    await hold();
    held.delete(name);
  },
  query: async () => ({ held: [] }),
};
Object.defineProperty(globalThis, "navigator", { value: { locks } });
// That there is no store.
console.warn = () => {};

const lead = async (id: string, more: Partial<Run> = {}) => {
  run.value = { ...newRun(id, DENSE, 1), phase: "running", isInWorker: true, ...more };
  await adoptRun(run.value, null);
};
const saveNow = async (id: string, take: () => Promise<Saved | null>) => {
  save(id, take, true);
  await allSaved();
};
const fails = () => Promise.reject(new Error("the worker was busy"));

beforeEach(() => lead("before"));

test("a run that was replaced is forgotten, and the one that is led keeps its saves and its lock", async () => {
  await lead("after");
  await saveNow("after", async () => SAVED);
  await forget("before");
  assert.deepEqual([lastSave.value, goodSave.value], [SAVED, SAVED]);
  assert.deepEqual([...held], ["neuroglyph-run-after"]);
  await forget("after");
  assert.deepEqual([lastSave.value, goodSave.value], [null, null]);
  assert.deepEqual([...held], []);
});

test("a save that fails is known until the next one", async () => {
  await saveNow("before", async () => SAVED);
  assert.equal(isUnsaved.value, false);
  await saveNow("before", fails);
  assert.equal(isUnsaved.value, true);
  assert.equal(lastSave.value, SAVED);
  await saveNow("before", async () => SAVED);
  assert.equal(isUnsaved.value, false);
  await saveNow("before", fails);
  await lead("after");
  assert.equal(isUnsaved.value, false);
});

test("that a run is not saved says nothing new where the worker has lost it, or where it was replaced", async () => {
  await lead("lost", { isInWorker: false });
  await saveNow("lost", fails);
  assert.equal(isUnsaved.value, false);
  await saveNow("before", fails);
  assert.equal(isUnsaved.value, false);
});
