// The page's database in the browser, IndexedDB: one connection for all that is kept in it.
import { openDB, type DBSchema } from "idb";
import type { Recipe } from "crate";
import type { LabelledDrawing } from "./labelled-drawings";
import type { Entry } from "./saved-runs";
import type { FineTunedState } from "./fine-tuned";
import type { Point, Test } from "./run";

/** What this page writes. What it reads may be of another version, and is checked. */
interface Schema extends DBSchema {
  runs: { key: string; value: Entry };
  /** Of a run's checkpoints: by its id, and their steps. */
  weights: { key: [string, number]; value: Blob };
  kept: { key: string; value: Curve };
  marks: { key: string; value: LabelledDrawing };
  taught: { key: number; value: FineTunedState };
}

let connection: ReturnType<typeof open> | null = null;

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
  return openDB<Schema>("neuroglyph", 4, {
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
      (event.target as IDBDatabase).close();
      forget();
    },
    terminated: forget,
  });
}

/** Of a record nothing can be taken for granted: it may be of another version, or damaged. */
type Raw<T> = { [K in keyof T]?: unknown };

/** Everything in a store. Of what the browser itself cannot read any more there is only the key. */
export async function readAll<Name extends "runs" | "kept" | "marks" | "taught">(name: Name) {
  const connected = await database();
  try {
    return (await connected.getAll(name)) as Raw<Schema[Name]["value"]>[];
  } catch (error) {
    console.warn("Not everything that was kept can be read.", error);
    const keys = await connected.getAllKeys(name);
    const keyPath = connected.transaction(name).store.keyPath as string;
    return Promise.all(keys.map(async (key) => connected.get(name, key).catch(() => ({ [keyPath]: key })))) as Promise<
      Raw<Schema[Name]["value"]>[]
    >;
  }
}

/** What a record has of a run's curve. */
export interface Curve {
  version: number;
  id: string;
  recipe: Recipe;
  seed: number;
  points: readonly Point[];
  tests: readonly Test[];
}

/** Of another shape than this, no record is read. */
export const VERSION = 1;
