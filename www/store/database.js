// The page's database in the browser, IndexedDB: one connection for all that is kept in it.
import { openDB } from "idb";

/** @type {ReturnType<typeof open> | null} */
let connection = null;

/** Opened when it is first asked for, and again after it was closed. */
export function database() {
  connection ??= open();
  connection.catch(forget);
  return connection;
}

const forget = () => {
  connection = null;
};

function open() {
  return openDB("neuroglyph", 4, {
    upgrade(database, before) {
      if (before < 1) {
        database.createObjectStore("runs", { keyPath: "id" });
        database.createObjectStore("weights");
      }
      if (before < 2) database.createObjectStore("kept", { keyPath: "id" });
      if (before < 3) database.createObjectStore("marks", { keyPath: "id" });
      if (before < 4) database.createObjectStore("taught", { keyPath: "number" });
    },
    // A later version of this page, in another tab, wants to change the shape.
    blocking: (_version, _blocked, event) => {
      /** @type {IDBDatabase} */ (event.target).close();
      forget();
    },
    terminated: forget,
  });
}

/**
 * What a record has of a run's curve.
 * @typedef {object} Curve
 * @property {number} version
 * @property {string} id
 * @property {import("../run.js").Recipe} recipe
 * @property {number} seed
 * @property {import("../run.js").Point[]} points
 * @property {import("../run.js").Test[]} tests
 */

/** Of another shape than this, a record is not read. */
export const VERSION = 1;

/** Whether a record's curve is one of ours, whole. @param {Partial<Curve>} record */
export const hasCurve = ({ version, recipe, seed, points, tests }) =>
  version === VERSION &&
  typeof seed === "number" &&
  typeof recipe?.name === "string" &&
  Array.isArray(recipe.layers) &&
  Array.isArray(points) &&
  Array.isArray(tests);
