// A worker that becomes a thread of an instance of the crate, of which it hears by a port. From then on it hears nothing.
import { messageOf } from "../lib/message.js";
import { memories } from "../wasm.js";
import { holdLock } from "./lifetime.js";
import { meaningOf } from "./memory.js";

/** @typedef {{ lock: string } | { broken: string }} FromThread lock: it may get its port; broken: it was a thread, and has ended */

/** @param {FromThread} message */
const say = (message) => postMessage(message);

addEventListener("message", (/** @type {MessageEvent<MessagePort>} */ { data: port }) => {
  port.onmessage = async (/** @type {MessageEvent<import("./threads.js").Instance>} */ { data }) => {
    const run = await start(data).catch((error) => port.postMessage({ error: messageOf(error) }));
    if (!run) return;
    port.postMessage({});
    try {
      run();
    } catch (error) {
      // Whoever waits for its work waits for ever, so the page is told.
      say({ broken: wordsOf(error) });
    }
  };
});

/** @param {import("./threads.js").Instance} instance @returns {Promise<() => void>} what works until there is no more to do */
async function start({ glue, module, memory }) {
  const { default: init, run_thread } = await import(glue);
  await init({ module_or_path: module, memory });
  memories.push(memory);
  return run_thread;
}

/** @param {unknown} thrown */
function wordsOf(thrown) {
  const meaning = meaningOf(thrown);
  return meaning === thrown ? `a thread ended: ${messageOf(thrown)}` : messageOf(meaning);
}

say({ lock: await holdLock() });
