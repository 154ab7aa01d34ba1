// The user's marked digits, in IndexedDB, apart from the runs: whoever forgets those keeps these.
import { openDB } from "idb";

/**
 * @typedef {object} Mark
 * @property {number} version
 * @property {string} id
 * @property {number} written milliseconds since 1970
 * @property {number} label the digit that it is
 * @property {number | null} read the digit that was read, if any
 * @property {string} network that read
 * @property {number[][] | null} strokes x0, y0, x1, y1 … each; a picture has none
 * @property {Uint8Array} image the 784 greys that were read, 0..255
 */

/** Of another shape than this, a mark is not read. */
export const VERSION = 1;

export class MarkStore {
  /** @type {ReturnType<typeof open> | null} */
  #database = null;

  /** Everything that is there and can be read, oldest first. @returns {Promise<Mark[]>} */
  async list() {
    const database = await this.#open();
    const all = await database.getAll("marks");
    return all.filter(isSound).sort((a, b) => a.written - b.written);
  }

  /** @param {Mark} mark */
  async put(mark) {
    await (await this.#open()).put("marks", mark);
  }

  /** @param {string} id */
  async remove(id) {
    await (await this.#open()).delete("marks", id);
  }

  async clear() {
    await (await this.#open()).clear("marks");
  }

  #open() {
    this.#database ??= open(() => (this.#database = null));
    this.#database.catch(() => (this.#database = null));
    return this.#database;
  }
}

/** @param {() => void} closed */
function open(closed) {
  return openDB("neuroglyph-marks", 1, {
    upgrade: (database) => void database.createObjectStore("marks", { keyPath: "id" }),
    // A later version of this page, in another tab, wants to change the shape.
    blocking: (_version, _blocked, event) => {
      /** @type {IDBDatabase} */ (event.target).close();
      closed();
    },
    terminated: closed,
  });
}

/** Whether a record is one of ours, whole. @param {Partial<Mark>} mark */
const isSound = ({ version, label, image, strokes }) =>
  version === VERSION && isDigit(label) && image instanceof Uint8Array && image.length === 784 && (strokes === null || Array.isArray(strokes));

/** @param {unknown} value */
const isDigit = (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 9;
