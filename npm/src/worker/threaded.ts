// The build that shares its work among threads, in a worker.
import { loadGlue, type Glue, type Variant } from "../program/wasm";
import { sharedMemory } from "./memory";
import { startThreads, type Shared } from "./pool";

export type ThreadedGlue = Glue & Shared;

/**
 * @param ports of the workers that may become threads
 * @returns nothing where there are none, or where they do not start: one core does the same
 */
export async function loadThreaded(variant: Variant, ports: MessagePort[]): Promise<Glue | undefined> {
  if (ports.length === 0) return;
  try {
    const { memory } = sharedMemory();
    const glue = (await loadGlue(variant, "The program with threads", memory)) as ThreadedGlue;
    await startThreads(glue, variant.glue, ports);
    return glue;
  } catch (error) {
    console.warn("On one core:", error);
  }
}
