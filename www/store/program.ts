// The program that reads, and the network that comes with the page: how much of them is here, and what failed.
import { computed, signal } from "@preact/signals";
import { Crate } from "../engine/crate";
import { download } from "../engine/download";
import { modelFile, variantOf } from "../engine/files";
import { messageOf } from "../../npm/src/program/message";
import { loadReading } from "../../npm/src/program/wasm";
import { pretrained } from "./snapshots";

const loaded = signal<Crate | null>(null);
const received = signal({ received: 0, total: 0 });
const failure = signal("");

/** The crate, once it is here. */
export const crate = computed(() => loaded.value);
/** Bytes of the network that are here. */
export const progress = computed(() => received.value);
/** What failed, in a sentence. */
export const fault = computed(() => failure.value);

let attempts = 0;

/** Loads whatever is missing; after a failure, again. */
export async function load() {
  const attempt = ++attempts;
  const isNewest = () => attempt === attempts;
  failure.value = "";
  received.value = { received: 0, total: 0 };
  try {
    const [crate, bytes] = await Promise.all([loadCrate(attempt), loadNetwork(attempt, isNewest)]);
    if (isNewest()) open(crate, bytes);
  } catch (error) {
    // A later attempt has its own word.
    if (isNewest()) fail(error);
  }
}

/** The program threw in the middle of a prediction: it is not used again. */
export function forget(thrown: unknown) {
  loaded.value = pretrained.value = null;
  fail(new Error(`The network stopped while it read (${messageOf(thrown)}).`, { cause: thrown }));
}

async function loadCrate(attempt: number) {
  if (loaded.value) return loaded.value;
  const glue = await loadReading(variantOf("reading"), attempt);
  // An attempt before this one may have come to its end meanwhile.
  return (loaded.value ??= new Crate(glue));
}

const loadNetwork = (attempt: number, isNewest: () => boolean) =>
  download(modelFile("reader"), {
    name: "The network",
    fresh: attempt > 1,
    arrived(here, total) {
      // What is left of an attempt that failed says nothing.
      if (isNewest()) received.value = { received: here, total };
    },
  });

function open(crate: Crate, bytes: Uint8Array) {
  try {
    pretrained.value = crate.decode(bytes, { kind: "pretrained" });
  } catch (error) {
    loaded.value = null;
    throw new Error(`The network’s file cannot be used (${messageOf(error)}).`, { cause: error });
  }
}

function fail(error: unknown) {
  console.error(error);
  failure.value = messageOf(error);
}
