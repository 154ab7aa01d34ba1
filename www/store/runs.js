// Saved runs, in IndexedDB: a record each, and the weights of its checkpoints beside it, written in one transaction.
import { openDB } from "idb";

/** @typedef {import("../run.js").Run} Run */
/** @typedef {import("../trainer/protocol.js").Saved} Saved */

/**
 * @typedef {object} Entry
 * @property {number} version
 * @property {string} id
 * @property {number} updated milliseconds since 1970
 * @property {import("../run.js").Recipe} recipe
 * @property {number} seed
 * @property {import("../run.js").Point[]} points
 * @property {import("../run.js").Test[]} tests
 * @property {import("../run.js").Test[]} checkpoints
 * @property {Saved} saved
 */

/** Of another shape than this, a record is not read. */
const VERSION = 1;

/** Runs that are left lying; the oldest beyond this are forgotten. */
const MOST = 3;

export class Runs {
  /** @type {ReturnType<typeof open> | null} */
  #database = null;

  /** Everything that is there, newest first; what cannot be read is there with its id alone. */
  async list() {
    const database = await this.#open();
    const entries = await database.getAll("runs");
    return entries.sort((a, b) => (b.updated || 0) - (a.updated || 0)).map((entry) => ({ ...entry, isSound: isSound(entry) }));
  }

  /** @param {Run} run @param {Saved} saved */
  async save(run, saved) {
    try {
      await this.#write(run, saved, run.checkpoints);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "QuotaExceededError")) throw error;
      // The run itself may still fit where its checkpoints do not.
      await this.#write(run, saved, []);
    }
  }

  /** @param {Entry} entry @returns {Promise<import("../run.js").Checkpoint[]>} those whose weights are there */
  async checkpoints({ id, checkpoints }) {
    const database = await this.#open();
    const found = await Promise.all(
      checkpoints.map(async (test) => {
        const file = await database.get("weights", [id, test.steps]);
        return file instanceof Blob ? [{ ...test, file, weights: new Float32Array(await file.arrayBuffer()) }] : [];
      }),
    );
    return found.flat();
  }

  /** @param {string} id */
  async forget(id) {
    const database = await this.#open();
    const transaction = database.transaction(["runs", "weights"], "readwrite");
    transaction.objectStore("runs").delete(id);
    transaction.objectStore("weights").delete(allOf(id));
    await transaction.done;
  }

  /** Leaves the newest few of those that nobody has open. @param {Set<string>} open */
  async prune(open) {
    const idle = (await this.list()).filter(({ id }) => !open.has(id));
    for (const { id } of idle.slice(MOST)) await this.forget(id);
  }

  #open() {
    this.#database ??= open(() => (this.#database = null));
    this.#database.catch(() => (this.#database = null));
    return this.#database;
  }

  /** @param {Run} run @param {Saved} saved @param {import("../run.js").Checkpoint[]} checkpoints */
  async #write({ id, recipe, seed, points, tests }, saved, checkpoints) {
    const database = await this.#open();
    const transaction = database.transaction(["runs", "weights"], "readwrite");
    const weights = transaction.objectStore("weights");
    const work = async () => {
      const keys = /** @type {[string, number][]} */ (await weights.getAllKeys(allOf(id)));
      const there = new Set(keys.map(([, steps]) => steps));
      for (const checkpoint of checkpoints) {
        if (!there.delete(checkpoint.steps)) weights.put(checkpoint.file, [id, checkpoint.steps]);
      }
      for (const steps of there) weights.delete([id, steps]);
      const metadata = checkpoints.map(({ weights: _, file: __, ...test }) => test);
      const updated = Date.now();
      transaction.objectStore("runs").put({ version: VERSION, id, updated, recipe, seed, points, tests, checkpoints: metadata, saved });
    };
    await Promise.all([work(), transaction.done]);
  }
}

/** @param {() => void} closed */
function open(closed) {
  return openDB("neuroglyph", 1, {
    upgrade(database) {
      database.createObjectStore("runs", { keyPath: "id" });
      database.createObjectStore("weights");
    },
    // A later version of this page, in another tab, wants to change the shape.
    blocking: (_version, _blocked, event) => {
      /** @type {IDBDatabase} */ (event.target).close();
      closed();
    },
    terminated: closed,
  });
}

/** @param {string} id */
const allOf = (id) => IDBKeyRange.bound([id, 0], [id, Infinity]);

/** Whether a record is one of ours, whole. @param {Partial<Entry>} entry */
function isSound({ version, recipe, seed, points, tests, checkpoints, saved }) {
  return (
    version === VERSION &&
    typeof seed === "number" &&
    typeof recipe?.name === "string" &&
    Array.isArray(recipe.layers) &&
    [points, tests, checkpoints].every(Array.isArray) &&
    saved?.state instanceof Blob &&
    typeof saved.progress?.epoch === "number"
  );
}
