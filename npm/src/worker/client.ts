// The page's side of a worker: starts it, numbers the requests, and notices when it is gone, or one of its threads.
import type { Threads } from "./threads";
import { whenReleased } from "./lifetime";
import { errorOf, type Thrown } from "../program/message";
import type { FromWorker } from "./server";

/** A worker, and what whoever starts it knows of it. */
export type OwnWorker = Worker & {
  /** Why its script did not load, in a sentence: browsers say nothing more. */
  absence: () => Promise<string>;
  /** Called when it is gone, though nobody stopped it. */
  lost?: () => void;
};

/** Who waits for an answer. */
interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}
/** What is asked, and what it is answered. */
type Requests = Record<string, [asked: unknown, answered: unknown]>;
/** What is asked without a word more. */
export type Nothing = Record<string, never>;
/** A worker, and what it has to know first. */
interface Opened {
  worker: OwnWorker;
  init: unknown;
  /** Go with it; their ports are among what it has to know. */
  threads?: Threads;
}

/** Who hears what nobody asked for. */
interface Listener<E> {
  onEvent: <N extends keyof E>(event: N, data: E[N]) => void;
  /** The worker is no more; the next request starts another. */
  gone: (why: Thrown) => void;
}

/** Milliseconds between two looks at an unanswered worker, and how many silent ones it is given. */
const LOOK = 1000;
const SILENT_LOOKS = 15;

/**
 * @typeParam R what the page asks, and what it is answered
 * @typeParam E what the worker tells unasked
 */
export class WorkerClient<R extends Requests, E extends Record<string, unknown>> {
  readonly #open: () => Opened;
  readonly #listener: Listener<E>;
  #opened: Opened | null = null;
  #stopped = new AbortController();
  /** Resolves when requests may be sent. */
  #initialised: Promise<void> = Promise.resolve();
  #number = 0;
  #waiting: Map<number, Waiting> = new Map();
  #looks = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** Whether the worker owes us signs of life, though nobody waits for an answer. */
  isBusy = false;

  constructor(open: () => Opened, listener: Listener<E>) {
    this.#open = open;
    this.#listener = listener;
  }

  /** @returns rejects with the worker's words, or when the worker is gone */
  async request<V extends keyof R & string>(verb: V, data: R[V][0], transfer: Transferable[] = []): Promise<R[V][1]> {
    this.#opened ??= this.#start();
    const opened = this.#opened;
    await this.#initialised;
    if (opened !== this.#opened) throw new Error("the worker is gone");
    const request = ++this.#number;
    return new Promise((resolve, reject) => {
      this.#waiting.set(request, { resolve, reject });
      opened.worker.postMessage({ request, verb, data }, transfer);
    });
  }

  /** Ends the worker; whoever waits for an answer is told. */
  stop(why: Thrown = { message: "the worker was stopped" }) {
    if (!this.#opened) return;
    const { worker, threads } = this.#opened;
    worker.onmessage = worker.onerror = worker.onmessageerror = null;
    this.#stopped.abort();
    worker.terminate();
    threads?.stop();
    clearInterval(this.#timer);
    this.#opened = null;
    this.isBusy = false;
    for (const { reject } of this.#waiting.values()) reject(errorOf(why));
    this.#waiting.clear();
  }

  /** Ends the threads alone, which the worker does not use: they hold memory, and may hold a core. */
  stopThreads() {
    this.#opened?.threads?.stop();
  }

  #start() {
    const opened = this.#open();
    const { worker, threads } = opened;
    this.#stopped = new AbortController();
    this.#initialised = new Promise((resolve, reject) => this.#waiting.set(0, { resolve: () => resolve(), reject }));
    // Who asked is told; nobody else need be.
    this.#initialised.catch(() => undefined);
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#hear(data);
    worker.onerror = (event) => {
      event.preventDefault();
      if (event.message) this.#lose({ message: event.message });
      else void this.#loseUnloaded(worker);
    };
    worker.onmessageerror = () => this.#lose({ message: "a message could not be read" });
    if (threads) threads.ended = (why) => this.#lose(why);
    this.#looks = 0;
    this.#timer = setInterval(() => this.#look(), LOOK);
    return opened;
  }

  /**
   * Tells the worker what it has to know first.
   * @param lock that it holds
   */
  #introduce(lock: string) {
    whenReleased(lock, this.#stopped.signal, () => this.#lose({ message: "its worker was ended" }));
    const { worker, init, threads } = this.#opened as Opened;
    worker.postMessage({ init }, threads?.ports ?? []);
  }

  #hear(message: FromWorker) {
    this.#looks = 0;
    if ("lock" in message) this.#introduce(message.lock);
    else if ("initialised" in message) this.#answer(0, undefined);
    else if ("broken" in message) this.#lose(message.broken);
    else if ("event" in message) this.#listener.onEvent(message.event, message.data as E[string]);
    else this.#answer(message.answer, message.value, message.error);
  }

  #answer(number: number, value: unknown, error?: Thrown) {
    const waiting = this.#waiting.get(number);
    this.#waiting.delete(number);
    if (error === undefined) waiting?.resolve(value);
    else waiting?.reject(errorOf(error));
  }

  /** Counts looks rather than time, which passes too while the machine sleeps. */
  #look() {
    const owes = this.isBusy || this.#waiting.size > 0;
    this.#looks = owes ? this.#looks + 1 : 0;
    if (this.#looks > SILENT_LOOKS) this.#lose({ message: "it has not answered" });
  }

  /** Its script did not load: why that is, is found out first. */
  async #loseUnloaded(worker: OwnWorker) {
    const message = await worker.absence();
    if (this.#opened?.worker === worker) this.#lose({ message });
  }

  #lose(why: Thrown) {
    const lost = this.#opened?.worker.lost;
    this.stop(why);
    this.#listener.gone(why);
    lost?.();
  }
}
