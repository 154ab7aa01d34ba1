// Threads for an instance of the crate that works in a worker: more workers, which run its code in its memory. The page
// starts all of them, because in Firefox a worker that starts another one sometimes never comes back from that.

import { inTime } from "../lib/in-time.js";
import { whenReleased } from "./lifetime.js";

/**
 * @typedef {object} Shared what the crate's build with threads has besides
 * @property {() => WebAssembly.Module} shared_module
 * @property {() => WebAssembly.Memory} shared_memory
 * @property {(threads: number) => void} start_threads
 */
/** @typedef {{ glue: string, module: WebAssembly.Module, memory: WebAssembly.Memory }} Instance */

/** Milliseconds that the threads may take to start. */
const PATIENCE = 10_000;

/** The rows of a batch are shared out; with more threads than this each has too few of them. */
const MOST = 4;

/** Of a thread that gives no reason. */
const ENDED = "a thread was ended";

/** As many as there are cores, where there are several and memory can be shared. @param {import("../builds.js").Builds} builds */
export function threadCount({ threads }) {
  const { hardwareConcurrency: cores } = navigator;
  return threads && cores > 1 ? Math.min(cores, MOST) : 0;
}

/** @param {import("../builds.js").Builds} builds */
export const threadsFor = (builds) => new Threads(threadCount(builds));

/** The page's side. */
export class Threads {
  /** @type {Worker[]} */
  #workers = [];
  #stopped = new AbortController();
  /** A thread each; for the worker whose crate they shall serve. @type {MessagePort[]} */
  ports = [];
  /** Called when one has ended: whoever waits for its work waits for ever. @type {(why: string) => void} */
  ended = () => {};

  /** @param {number} count */
  constructor(count) {
    for (let i = 0; i < count; i += 1) {
      const { port1, port2 } = new MessageChannel();
      this.#workers.push(this.#start(port2));
      this.ports.push(port1);
    }
  }

  stop() {
    this.#stopped.abort();
    for (const worker of this.#workers) worker.terminate();
  }

  /** @param {MessagePort} port */
  #start(port) {
    const { signal } = this.#stopped;
    const end = (/** @type {string} */ why) => signal.aborted || this.ended(why);
    const worker = new Worker(new URL("thread.js", import.meta.url), { type: "module", name: "thread" });
    worker.onmessage = (/** @type {MessageEvent<import("./thread.js").FromThread>} */ { data }) => {
      if ("broken" in data) return end(data.broken);
      worker.onerror = (event) => {
        event.preventDefault();
        end(`a thread ended: ${event.message}`);
      };
      worker.postMessage(port, [port]);
      whenReleased(data.lock, signal, () => end(ENDED));
    };
    worker.onmessageerror = () => end(ENDED);
    // It did not load: the work is done without threads.
    worker.onerror = (event) => {
      event.preventDefault();
      port.postMessage({ error: event.message || "a thread did not load" });
    };
    return worker;
  }
}

/**
 * The worker's side, which may wait for threads, as the page may not.
 * @param {Shared} crate @param {string} glue the address that it was loaded from @param {MessagePort[]} ports
 */
export async function startThreads(crate, glue, ports) {
  /** @type {Instance} */
  const instance = { glue, module: crate.shared_module(), memory: crate.shared_memory() };
  await inTime(Promise.all(ports.map((port) => begun(port, instance))), PATIENCE, "the threads did not start in time");
  crate.start_threads(ports.length);
}

/** @param {MessagePort} port @param {Instance} instance @returns {Promise<void>} until the thread is about to wait for work */
function begun(port, instance) {
  return new Promise((resolve, reject) => {
    port.onmessage = ({ data: { error } }) => (error ? reject(new Error(error)) : resolve());
    port.postMessage(instance);
  });
}
