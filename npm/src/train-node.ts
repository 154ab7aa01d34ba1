// Training in Node, in one of its workers.
import { Worker as NodeWorker } from "node:worker_threads";
import { messageOf } from "./program/message";
import { trainWith } from "./train/run";
import type { Trained, TrainOptions } from "./train";
import type { OwnWorker } from "./worker/client";

export const train = (options: TrainOptions): Promise<Trained> => trainWith(startWorker, options);

/** A worker of Node with the names that a browser's has. */
function startWorker(): OwnWorker {
  const worker = new NodeWorker(new URL("./worker-node.js", import.meta.url), {
    // Flags of who asks, such as --eval, are not for it.
    execArgv: [],
  });
  const own = {
    onmessage: null as ((event: { data: unknown }) => void) | null,
    onerror: null as ((event: { message: string; preventDefault: () => void }) => void) | null,
    onmessageerror: null as (() => void) | null,
    postMessage: (message: unknown, transfer: readonly unknown[]) => worker.postMessage(message, transfer),
    terminate: () => void worker.terminate(),
    absence: async () => "The worker that trains did not start.",
  };
  const fail = (message: string) => own.onerror?.({ message, preventDefault() {} });
  worker.on("message", (data) => own.onmessage?.({ data }));
  worker.on("messageerror", () => own.onmessageerror?.());
  worker.on("error", (error) => fail(messageOf(error)));
  worker.on("exit", () => fail("its worker was ended"));
  return own as unknown as OwnWorker;
}
