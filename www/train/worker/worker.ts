// The worker that trains: its own instance of the crate, and one session of training.
import { loadGlue } from "../../../npm/src/program/wasm";
import { serveWorker } from "../../../npm/src/worker/server";
import { loadThreaded } from "../../../npm/src/worker/threaded";
import { Session } from "./session";
import type { ImagesInit } from "../../../npm/src/worker/init";

serveWorker(async ({ images, threads, ports, ...plain }: ImagesInit, tell) => {
  const shared = threads && (await loadThreaded(threads, ports));
  // Where it is one, the page ends those that were to become threads.
  tell("cores", { cores: shared ? ports.length : 1 });
  return new Session(shared ?? (await loadGlue(plain, "The program that trains")), images, tell).answers;
});
