// Saved runs: a record each, and the weights of its checkpoints beside it, written in one transaction.
import { database, hasCurve, VERSION } from "./database.js";

/** @typedef {import("../run.js").Run} Run */
/** @typedef {import("../trainer/protocol.js").Saved} Saved */

/**
 * @typedef {import("./database.js").Curve & More} Entry
 * @typedef {object} More
 * @property {number} updated milliseconds since 1970
 * @property {import("../run.js").Test[]} checkpoints
 * @property {Saved | null} saved null: it has its first step still before it, for which recipe and seed are enough
 */

/** Runs that are left lying; the oldest beyond this are forgotten. */
const MOST = 3;

export class Runs {
  /** Everything that is there, newest first; what cannot be read is there with its id alone. */
  async list() {
    const entries = await (await database()).getAll("runs");
    return entries.sort((a, b) => (b.updated || 0) - (a.updated || 0)).map((entry) => ({ ...entry, isSound: isSound(entry) }));
  }

  /** Here it begins or goes on: its record alone, at once, which a page that is left in the next moment still hands over. @param {Run} run @param {Saved | null} saved */
  async begin(run, saved) {
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

  /** @param {Run} run @param {Saved} saved */
  async save(run, saved) {
    try {
      await this.#write(run, saved, run.checkpoints);
    } catch (error) {
      if (!isFull(error)) throw error;
      // The run itself may still fit where its checkpoints do not.
      await this.#write(run, saved, []);
    }
  }

  /** @param {Entry} entry @returns {Promise<import("../run.js").Checkpoint[]>} those whose weights are there */
  async checkpoints({ id, checkpoints }) {
    const store = await database();
    const found = await Promise.all(
      checkpoints.map(async (test) => {
        const file = await store.get("weights", [id, test.steps]);
        return file instanceof Blob ? [{ ...test, file, weights: new Float32Array(await file.arrayBuffer()) }] : [];
      }),
    );
    return found.flat();
  }

  /** @param {string} id */
  async forget(id) {
    const transaction = (await database()).transaction(["runs", "weights"], "readwrite");
    transaction.objectStore("runs").delete(id);
    transaction.objectStore("weights").delete(allOf(id));
    await transaction.done;
  }

  /** Leaves the newest few of those that nobody has open. @param {Set<string>} open */
  async prune(open) {
    const idle = (await this.list()).filter(({ id }) => !open.has(id));
    for (const { id } of idle.slice(MOST)) await this.forget(id);
  }

  /** @param {Run} run @param {Saved} saved @param {import("../run.js").Checkpoint[]} checkpoints */
  async #write(run, saved, checkpoints) {
    const transaction = (await database()).transaction(["runs", "weights"], "readwrite");
    const weights = transaction.objectStore("weights");
    const work = async () => {
      const { id } = run;
      const keys = /** @type {[string, number][]} */ (await weights.getAllKeys(allOf(id)));
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
}

/** @param {Run} run @param {Saved | null} saved @param {import("../run.js").Checkpoint[]} checkpoints @returns {Entry} */
function recordOf({ id, recipe, seed, points, tests }, saved, checkpoints) {
  const metadata = checkpoints.map(({ weights: _, file: __, ...test }) => test);
  return { version: VERSION, id, updated: Date.now(), recipe, seed, points, tests, checkpoints: metadata, saved };
}

/** Whether the browser has no room for it. @param {unknown} error */
const isFull = (error) => error instanceof DOMException && error.name === "QuotaExceededError";

/** @param {string} id */
const allOf = (id) => IDBKeyRange.bound([id, 0], [id, Infinity]);

/** Whether a record is one of ours, whole. @param {Partial<Entry>} entry */
const isSound = ({ checkpoints, saved, ...curve }) =>
  hasCurve(curve) &&
  Array.isArray(checkpoints) &&
  (saved === null || (saved?.state instanceof Blob && typeof saved.progress?.epoch === "number"));
