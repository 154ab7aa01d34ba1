// The page that is measured in. Each subject has a place of its own, so that none can touch another: a worker, as the
// app trains in, or a frame.
import { Threads, startThread } from "/modules.js?www/engine/files,npm/src/worker/threads";

/** @typedef {(verb: string, ...given: any[]) => Promise<any>} Ask */

/** @returns {Promise<Ask>} */
async function openWorker() {
  const worker = new Worker("worker.js", { type: "module" });
  return (...question) =>
    new Promise((resolve, reject) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data: { value, error } }) => (error ? reject(new Error(error)) : resolve(value));
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(question, [port2, ...question.flatMap((given) => given?.ports ?? [])]);
    });
}

/** @returns {Promise<Ask>} */
async function openFrame() {
  const frame = Object.assign(document.createElement("iframe"), { src: "frame.html" });
  await new Promise((resolve) => {
    frame.onload = resolve;
    document.body.append(frame);
  });
  return (verb, ...given) => frame.contentWindow.verbs[verb](...given);
}

const PLACES = { worker: openWorker, frame: openFrame };

/** By the subject's number. @type {Ask[]} */
const subjects = [];

window.bench = {
  /** The recipes that have names. @param {{ glue: string, wasm: string }} built */
  async recipes({ glue, wasm }) {
    const crate = await import(glue);
    await crate.default({ module_or_path: wasm });
    return crate.recipes();
  },
  /** @param {keyof typeof PLACES} place @param {string} module @param {object} options */
  async open(place, module, { threads, ...options }) {
    const ask = await PLACES[place]();
    const { ports } = new Threads(threads > 1 ? threads : 0, startThread);
    await ask("open", module, { ...options, ports });
    subjects.push(ask);
  },
  /** Makes a subject ready for a job, and warm; says with which of its builds. */
  prepare: (subject, job) => subjects[subject]("prepare", job),
  /** One round of at least so many milliseconds: its figure in the job's unit. */
  round: (subject, job, ms) => subjects[subject]("round", job, ms),
};
