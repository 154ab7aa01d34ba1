// The worker's side: answers every request by its number, and tells what nobody asked for.
import { messageOf } from "../lib/message.js";
import { own } from "../lib/own.js";
import { holdLock } from "./lifetime.js";
import { meaningOf } from "./memory.js";

/**
 * @typedef {{ lock: string } | { initialised: true } | { broken: string } | { event: string, data: unknown }
 *   | { answer: number, value?: unknown, error?: string }} FromWorker lock: it is ready; broken: it could not begin
 * @typedef {{ init: any } | { request: number, verb: string, data: unknown }} FromPage
 * @typedef {(event: string, data: unknown, transfer?: Transferable[]) => void} Tell
 * @typedef {Record<string, (data: any) => Promise<unknown>>} Answers
 */

/**
 * @template I
 * @param {(init: I, tell: Tell) => Promise<Answers>} begin
 */
export function serve(begin) {
  /** @type {Answers | null} */
  let answers = null;
  /** @param {FromWorker} message @param {Transferable[]} [transfer] */
  const say = (message, transfer = []) => postMessage(message, { transfer });
  addEventListener("message", async (/** @type {MessageEvent<FromPage>} */ { data: message }) => {
    if ("init" in message) {
      try {
        answers = await begin(message.init, (event, data, transfer) => say({ event, data }, transfer));
        say({ initialised: true });
      } catch (error) {
        say({ broken: messageOf(meaningOf(error)) });
      }
      return;
    }
    const { request: answer, verb, data } = message;
    try {
      if (!answers) throw new Error(`“${verb}” came before the worker was ready`);
      const answering = own(answers, verb);
      if (!answering) throw new Error(`“${verb}” is nothing that this worker does`);
      const value = await answering(data);
      say({ answer, value }, buffersOf(value));
    } catch (error) {
      const message = messageOf(meaningOf(error));
      say({ answer, error: message });
      // A program that ended in the middle of a call is of no more use: the next request starts another.
      if (error instanceof WebAssembly.RuntimeError) say({ broken: message });
    }
  });
  holdLock().then((lock) => say({ lock }));
}

/** What an answer carries without a copy: its arrays. @param {unknown} value @returns {Transferable[]} */
function buffersOf(value) {
  const parts = ArrayBuffer.isView(value) ? [value] : Object.values(value ?? {});
  const buffers = parts.flatMap((part) => (ArrayBuffer.isView(part) ? [part.buffer] : []));
  return [...new Set(/** @type {ArrayBuffer[]} */ (buffers))];
}
