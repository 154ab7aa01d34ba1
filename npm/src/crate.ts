// The whole crate, for who wants it raw. npm/build.mjs derives its declarations from the crate's own.
import * as glue from "crate";
import { started } from "./program/start";
import { unpackPart } from "./program/unpack";

/** What belongs to loading, or to the page's benchmark. */
const { default: load, initSync: _loadSync, start: _start, register_peak: _peak, ...crate } = glue;

export type Crate = typeof crate;

let loading: Promise<void> | undefined;

export async function loadCrate(): Promise<Crate> {
  loading ??= started(load, "The whole crate", async () =>
    unpackPart(import("embedded/crate-program"), "The whole crate"),
  );
  await loading.catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return crate;
}
