// The finished networks that lessons ask, which are fetched when a lesson that needs one is opened.
import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { download } from "../engine/download";
import { modelFile } from "../engine/files";
import { messageOf } from "../../npm/src/program/message";
import { suspect } from "../engine/newer";
import type { Snapshot } from "../engine/snapshot";
import { crate } from "../store/program";

type Name = "nielsen" | "symon" | "lernmi";

export interface Shipped {
  /** Null until it is here. */
  readonly snapshot: ReadonlySignal<Snapshot | null>;
  /** Why it is not here, in a sentence. */
  readonly fault: ReadonlySignal<string>;
  /** Fetches it, unless it is here or on its way; after a failure, again. */
  load: () => void;
}

const known = new Map<Name, Shipped>();

export function shipped(name: Name): Shipped {
  let network = known.get(name);
  if (!network) known.set(name, (network = begin(name)));
  return network;
}

function begin(name: Name): Shipped {
  const file = signal<Uint8Array | null>(null);
  const fault = signal("");
  let attempts = 0;
  let isOnItsWay = false;
  const snapshot = computed(() =>
    crate.value && file.value ? crate.value.decode(file.value, { kind: "pretrained" }) : null,
  );

  async function load() {
    if (file.peek() || isOnItsWay) return;
    isOnItsWay = true;
    fault.value = "";
    const isAgain = ++attempts > 1;
    try {
      file.value = await download(modelFile(name), { name: `The network ${name}`, fresh: isAgain, arrived() {} });
    } catch (error) {
      console.error(error);
      fault.value = messageOf(error);
      void suspect();
    }
    isOnItsWay = false;
  }
  return { snapshot, fault, load: () => void load() };
}
