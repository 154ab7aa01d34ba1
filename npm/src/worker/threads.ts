// Threads for an instance of the crate that works in a worker: more workers, which run its code in its memory. The page
// starts all of them, because in Firefox a worker that starts another one sometimes never comes back from that.
import { whenReleased } from "./lifetime";
import type { OwnWorker } from "./client";
import type { Thrown } from "../program/message";
import type { Builds } from "../program/wasm";
import type { FromThread } from "./thread";

/** The rows of a batch are shared out; with more threads than this each has too few of them. */
const MOST = 4;

/** Of a thread that gives no reason. */
const ENDED: Thrown = { message: "a thread was ended" };

/** As many as there are cores, where there are several and memory can be shared. */
export function threadCount({ threads }: Builds) {
  const { hardwareConcurrency: cores } = navigator;
  return threads && cores > 1 ? Math.min(cores, MOST) : 0;
}

/** @param start starts a worker that may become a thread */
export const threadsFor = (builds: Builds, start: () => OwnWorker) => new Threads(threadCount(builds), start);

/** The page's side. */
export class Threads {
  #workers: Worker[] = [];
  #stopped = new AbortController();
  /** A thread each; for the worker whose crate they shall serve. */
  ports: MessagePort[] = [];
  /** Called when one has ended: whoever waits for its work waits for ever. */
  ended: (why: Thrown) => void = () => {};

  /** @param start starts a worker that may become a thread */
  constructor(count: number, start: () => OwnWorker) {
    for (let i = 0; i < count; i += 1) {
      const { port1, port2 } = new MessageChannel();
      this.#workers.push(this.#listen(start(), port2));
      this.ports.push(port1);
    }
  }

  stop() {
    this.#stopped.abort();
    for (const worker of this.#workers) worker.terminate();
  }

  #listen(worker: OwnWorker, port: MessagePort) {
    const { signal } = this.#stopped;
    const end = (why: Thrown) => signal.aborted || this.ended(why);
    worker.onmessage = ({ data }: MessageEvent<FromThread>) => {
      if ("broken" in data) return end(data.broken);
      worker.onerror = (event) => {
        event.preventDefault();
        end({ message: `a thread ended: ${event.message}` });
      };
      worker.postMessage(port, [port]);
      whenReleased(data.lock, signal, () => end(ENDED));
    };
    worker.onmessageerror = () => end(ENDED);
    // It did not load: the work is done without threads.
    worker.onerror = (event) => {
      event.preventDefault();
      port.postMessage({ error: event.message || "a thread did not load" });
      worker.lost?.();
    };
    return worker;
  }
}
