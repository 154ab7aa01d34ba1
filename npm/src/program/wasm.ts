// Loads the crate, or the part of it that reads: the only import of the generated glue.
import { absence, statusOf } from "./absent";
import { inTime } from "./in-time";
import { messageOf } from "./message";
import { stream, type File } from "./stream";
import { streamed } from "./streamed";
import { FORBIDDEN, checkBrowser, isForbidden } from "./support";

export type Glue = typeof import("crate");
/** What is left of it in the build that only reads. */
export type ReadingGlue = typeof import("crate/reading");

/** A build of the crate: its glue, and the program. */
export interface Variant {
  glue: string;
  wasm: File & { url: string };
}

/** `threads`: a build that shares its work among workers, where it can run. */
export type Builds = Variant & { threads?: Variant };

/** Milliseconds that the glue, a small file, may take to arrive. */
const PATIENCE = 30_000;

/** Of the programs that were started in this thread. */
export const memories: WebAssembly.Memory[] = [];

/**
 * The whole crate, for a worker.
 * @param name what it is called when it does not come
 * @param memory that it shares with threads
 */
export const loadGlue = (variant: Variant, name: string, memory?: WebAssembly.Memory): Promise<Glue> =>
  load(variant, name, 1, memory);

/**
 * What reads in the page.
 * @param attempt counts from 1; browsers remember what failed, so each has its own address
 */
export const loadReading = (variant: Variant, attempt: number): Promise<ReadingGlue> =>
  load(variant, "The program that reads", attempt);

async function load<G extends Glue | ReadingGlue>(
  { glue, wasm }: Variant,
  name: string,
  attempt: number,
  shared?: WebAssembly.Memory,
): Promise<G> {
  checkBrowser();
  const fresh = attempt > 1;
  const own = (url: string) => (fresh ? `${url}?attempt=${attempt}` : url);
  // It is compiled while it arrives. Fetched here, because the glue would wait for ever where a connection has stalled.
  const file = { ...wasm, url: own(wasm.url) };
  const program = streamed(stream(file, { name, fresh, arrived() {} }), "application/wasm");
  const module = await importGlue<G>(own(glue), name).catch((error) => {
    program.leave();
    throw error;
  });
  try {
    const options = { module_or_path: program.response, memory: shared };
    const { memory } = await module.default(options);
    // What is there without its end may be a program too.
    if (program.fault) throw program.fault as Error;
    memories.push(shared ?? memory);
  } catch (error) {
    if (program.fault instanceof Error) throw program.fault;
    if (isForbidden(error)) throw new Error(FORBIDDEN, { cause: error });
    throw new Error(`${name} did not start (${messageOf(error)}).`, { cause: error });
  }
  return module;
}

async function importGlue<G>(url: string, name: string): Promise<G> {
  const load = (address: string) => inTime(import(address) as Promise<G>, PATIENCE, "nothing came");
  try {
    return await load(url);
  } catch (error) {
    const status = await statusOf(url);
    try {
      // The connection was lost for a moment. Browsers remember what failed, so it has another address.
      if (status === 200) return await load(`${url}${url.includes("?") ? "&" : "?"}again`);
    } catch {
      // What it was at first is said.
    }
    throw new Error(absence(name, status), { cause: error });
  }
}
