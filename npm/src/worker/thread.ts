// A worker that becomes a thread of an instance of the crate, of which it hears by a port. From then on it hears nothing.
import { messageOf, thrownOf, type Thrown } from "../program/message";
import { memories } from "../program/wasm";
import { holdLock } from "./lifetime";
import { meaningOf } from "./memory";
import type { Instance } from "./pool";
import type { ThreadedGlue } from "./threaded";

/** `lock`: it may get its port; `broken`: it was a thread, and has ended. */
export type FromThread = { lock: string } | { broken: Thrown };

const say = (message: FromThread) => postMessage(message);

addEventListener("message", ({ data: port }: MessageEvent<MessagePort>) => {
  port.onmessage = async ({ data }: MessageEvent<Instance>) => {
    const crate = await start(data).catch((error) => port.postMessage({ error: messageOf(error) }));
    if (!crate) return;
    port.postMessage({});
    try {
      crate.run_thread();
    } catch (error) {
      // The page is told, and the threads that wait for this one's work end too.
      say({ broken: told(error) });
      crate.thread_ended();
    }
  };
});

async function start({ glue, module, memory }: Instance): Promise<ThreadedGlue> {
  const crate = (await import(glue)) as ThreadedGlue;
  const options = { module_or_path: module, memory };
  await crate.default(options);
  memories.push(memory);
  return crate;
}

function told(thrown: unknown): Thrown {
  const meaning = meaningOf(thrown);
  return meaning === thrown ? { message: `a thread ended: ${messageOf(thrown)}` } : thrownOf(meaning);
}

say({ lock: await holdLock() });
