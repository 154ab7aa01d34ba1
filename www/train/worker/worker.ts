// The worker that trains: its own instance of the crate, and one session of training.
import { loadGlue } from "../../engine/wasm";
import { serveWorker } from "../../engine/worker/server";
import { loadThreaded } from "../../engine/worker/threaded";
import { Session } from "./session";
import type { Builds } from "../../engine/builds";

/** `images`: the folder they are in; `ports`: of the workers that may become threads. */
export type Init = Builds & { images: string; ports: MessagePort[] };

serveWorker(async ({ images, threads, ports, ...plain }: Init, tell) => {
  const shared = threads && (await loadThreaded(threads, ports));
  // Where it is one, the page ends those that were to become threads.
  tell("cores", { cores: shared ? ports.length : 1 });
  return new Session(shared ?? (await loadGlue(plain, "The program that trains")), images, tell).answers;
});
