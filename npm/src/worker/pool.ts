// The threads of an instance of the crate, from the side of the worker that it works in; it may wait for them, as the page may not.
import { inTime } from "../program/in-time";

/** What the crate's build with threads has besides; a thread never comes back from `run_thread`. */
export interface Shared {
  shared_module: () => WebAssembly.Module;
  shared_memory: () => WebAssembly.Memory;
  start_threads: (threads: number) => void;
  run_thread: () => void;
  thread_ended: () => void;
}
export type Instance = { glue: string; module: WebAssembly.Module; memory: WebAssembly.Memory };

/** Milliseconds that the threads may take to start. */
const PATIENCE = 10_000;

/** @param glue the address that it was loaded from */
export async function startThreads(crate: Shared, glue: string, ports: MessagePort[]) {
  const instance: Instance = { glue, module: crate.shared_module(), memory: crate.shared_memory() };
  await inTime(Promise.all(ports.map((port) => begun(port, instance))), PATIENCE, "the threads did not start in time");
  crate.start_threads(ports.length);
}

/** @returns until the thread is about to wait for work */
function begun(port: MessagePort, instance: Instance): Promise<void> {
  return new Promise((resolve, reject) => {
    port.onmessage = ({ data: { error } }: MessageEvent<{ error?: string }>) =>
      error ? reject(new Error(error)) : resolve();
    port.postMessage(instance);
  });
}
