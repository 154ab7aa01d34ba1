// A worker that becomes a thread of an instance of the crate, of which it hears by a port. From then on it hears nothing.
import { messageOf, thrownOf, type Thrown } from "../lib/message";
import { memories } from "../wasm";
import { holdLock } from "./lifetime";
import { meaningOf } from "./memory";
import type { Instance } from "./pool";
import type { ThreadedGlue } from "./threaded";

/** `lock`: it may get its port; `broken`: it was a thread, and has ended. */
export type FromThread = { lock: string } | { broken: Thrown };

const say = (message: FromThread) => postMessage(message);

addEventListener("message", ({ data: port }: MessageEvent<MessagePort>) => {
  port.onmessage = async ({ data }: MessageEvent<Instance>) => {
    const run = await start(data).catch((error) => port.postMessage({ error: messageOf(error) }));
    if (!run) return;
    port.postMessage({});
    try {
      run();
    } catch (error) {
      // Whoever waits for its work waits for ever, so the page is told.
      say({ broken: told(error) });
    }
  };
});

/** @returns what works until there is no more to do */
async function start({ glue, module, memory }: Instance): Promise<() => void> {
  const { default: init, run_thread } = (await import(glue)) as ThreadedGlue;
  const options = { module_or_path: module, memory };
  await init(options);
  memories.push(memory);
  return run_thread;
}

function told(thrown: unknown): Thrown {
  const meaning = meaningOf(thrown);
  return meaning === thrown ? { message: `a thread ended: ${messageOf(thrown)}` } : thrownOf(meaning);
}

say({ lock: await holdLock() });
