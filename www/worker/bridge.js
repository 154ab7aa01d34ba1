// The page's side of a worker: starts it, numbers the requests, and notices when it is gone, or one of its threads.
import { whenReleased } from "./lifetime.js";

/** @typedef {{ resolve: (value: any) => void, reject: (error: Error) => void }} Promised */
/** @typedef {Record<string, [asked: unknown, answered: unknown]>} Requests */
/**
 * @typedef {object} Opened a worker, and what it has to know first
 * @property {Worker} worker
 * @property {unknown} init
 * @property {import("./threads.js").Threads} [threads] that go with it; their ports are among what it has to know
 */

/** Milliseconds between two looks at an unanswered worker, and how many silent ones it is given. */
const LOOK = 1000;
const SILENT_LOOKS = 15;

/**
 * @template {Requests} R what the page asks, and what it is answered
 * @template {Record<string, unknown>} E what the worker tells unasked
 */
export class Bridge {
  #open;
  #listener;
  /** @type {Opened | null} */
  #opened = null;
  #stopped = new AbortController();
  /** @type {Promise<void>} resolves when requests may be sent */
  #initialised = Promise.resolve();
  #number = 0;
  /** @type {Map<number, Promised>} */
  #waiting = new Map();
  #looks = 0;
  #timer = 0;
  /** Whether the worker owes us signs of life, though nobody waits for an answer. */
  isBusy = false;

  /**
   * @param {() => Opened} open
   * @param {{ heard: <N extends keyof E>(event: N, data: E[N]) => void, gone: (why: string) => void }} listener
   *   gone: the worker is no more; the next request starts another
   */
  constructor(open, listener) {
    this.#open = open;
    this.#listener = listener;
  }

  /**
   * @template {keyof R & string} V
   * @param {V} verb @param {R[V][0]} data @param {Transferable[]} [transfer]
   * @returns {Promise<R[V][1]>} rejects with the worker's words, or when the worker is gone
   */
  async request(verb, data, transfer = []) {
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

  /** Ends the worker; whoever waits for an answer is told. @param {string} [why] */
  stop(why = "the worker was stopped") {
    if (!this.#opened) return;
    const { worker, threads } = this.#opened;
    worker.onmessage = worker.onerror = worker.onmessageerror = null;
    this.#stopped.abort();
    worker.terminate();
    threads?.stop();
    clearInterval(this.#timer);
    this.#opened = null;
    this.isBusy = false;
    for (const { reject } of this.#waiting.values()) reject(new Error(why));
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
    this.#initialised = new Promise((resolve, reject) => this.#waiting.set(0, { resolve, reject }));
    // Who asked is told; nobody else need be.
    this.#initialised.catch(() => undefined);
    worker.onmessage = ({ data }) => this.#hear(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#lose(event.message || "it did not load");
    };
    worker.onmessageerror = () => this.#lose("a message could not be read");
    if (threads) threads.ended = (why) => this.#lose(why);
    this.#looks = 0;
    this.#timer = setInterval(() => this.#look(), LOOK);
    return opened;
  }

  /** Tells the worker what it has to know first. @param {string} lock that it holds */
  #introduce(lock) {
    whenReleased(lock, this.#stopped.signal, () => this.#lose("its worker was ended"));
    const { worker, init, threads } = /** @type {Opened} */ (this.#opened);
    worker.postMessage({ init }, threads?.ports ?? []);
  }

  /** @param {import("./serve.js").FromWorker} message */
  #hear(message) {
    this.#looks = 0;
    if ("lock" in message) this.#introduce(message.lock);
    else if ("initialised" in message) this.#answer(0, undefined);
    else if ("broken" in message) this.#lose(message.broken);
    else if ("event" in message) this.#listener.heard(message.event, /** @type {any} */ (message.data));
    else this.#answer(message.answer, message.value, message.error);
  }

  /** @param {number} number @param {unknown} value @param {string} [error] */
  #answer(number, value, error) {
    const waiting = this.#waiting.get(number);
    this.#waiting.delete(number);
    if (error === undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(error));
  }

  /** Counts looks rather than time, which passes too while the machine sleeps. */
  #look() {
    const owes = this.isBusy || this.#waiting.size > 0;
    this.#looks = owes ? this.#looks + 1 : 0;
    if (this.#looks > SILENT_LOOKS) this.#lose("it has not answered");
  }

  /** @param {string} why */
  #lose(why) {
    this.stop(why);
    this.#listener.gone(why);
  }
}
