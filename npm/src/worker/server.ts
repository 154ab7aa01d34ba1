// The worker's side: answers every request by its number, and tells what nobody asked for.
import { thrownOf, type Thrown } from "../program/message";
import { holdLock } from "./lifetime";
import { meaningOf } from "./memory";

/** `lock`: it is ready; `broken`: it could not begin. */
export type FromWorker =
  | { lock: string }
  | { initialised: true }
  | { broken: Thrown }
  | { event: string; data: unknown }
  | { answer: number; value?: unknown; error?: Thrown };
type FromPage = { init: unknown } | { request: number; verb: string; data: unknown };
type Tell = (event: string, data: unknown, transfer?: Transferable[]) => void;
type Answers = Record<string, (data: never) => Promise<unknown>>;

export function serveWorker<I>(begin: (init: I, tell: Tell) => Promise<Answers>) {
  let answers: Answers | null = null;
  const say = (message: FromWorker, transfer: Transferable[] = []) => postMessage(message, { transfer });
  addEventListener("message", async ({ data: message }: MessageEvent<FromPage>) => {
    if ("init" in message) {
      try {
        answers = await begin(message.init as I, (event, data, transfer) => say({ event, data }, transfer));
        say({ initialised: true });
      } catch (error) {
        say({ broken: thrownOf(meaningOf(error)) });
      }
      return;
    }
    const { request: answer, verb, data } = message;
    try {
      if (!answers) throw new Error(`“${verb}” came before the worker was ready`);
      const answering = Object.hasOwn(answers, verb) && answers[verb];
      if (!answering) throw new Error(`“${verb}” is nothing that this worker does`);
      const value = await answering(data as never);
      say({ answer, value }, buffersOf(value));
    } catch (error) {
      const thrown = thrownOf(meaningOf(error));
      say({ answer, error: thrown });
      // A program that ended in the middle of a call is of no more use: the next request starts another.
      if (error instanceof WebAssembly.RuntimeError) say({ broken: thrown });
    }
  });
  void holdLock().then((lock) => say({ lock }));
}

/** What an answer carries without a copy: its arrays. */
function buffersOf(value: unknown): Transferable[] {
  const parts = ArrayBuffer.isView(value) ? [value] : Object.values(value ?? {});
  const buffers = parts.flatMap((part) => (ArrayBuffer.isView(part) ? [part.buffer] : []));
  return [...new Set(buffers as ArrayBuffer[])];
}
