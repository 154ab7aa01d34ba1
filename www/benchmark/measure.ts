// The measure of the device: what is known of it, which a worker finds out. It stays when its room is left.
import { signal } from "@preact/signals";
import { choose } from "../engine/builds";
import { startThread, startWorker } from "../engine/files";
import { messageOf } from "../../npm/src/program/message";
import { WorkerClient } from "../../npm/src/worker/client";
import { threadsFor } from "../../npm/src/worker/threads";
import type { Events, Figure, Requests } from "./worker/protocol";

export interface Measured {
  state: "not yet" | "measuring" | "stopped" | "done" | "failed";
  begun: Events["begun"] | null;
  /** Floating-point operations a second of one core; 0 while it is not known. */
  peak: number;
  figures: Figure[];
  /** All cores are measured too. */
  isThreaded: boolean;
  fault: string;
}

const NOTHING: Measured = { state: "not yet", begun: null, peak: 0, figures: [], isThreaded: false, fault: "" };

export const measured = signal(NOTHING);

const become = (change: Partial<Measured>) => (measured.value = { ...measured.value, ...change });

const client = new WorkerClient<Requests, Events>(open, {
  onEvent(event, data) {
    if (event === "begun") become({ begun: data as Events["begun"] });
    if (event === "peak") become({ peak: (data as Events["peak"]).flops });
    if (event === "figure") become({ figures: [...measured.value.figures, data as Figure] });
  },
  // Whoever asked is told.
  gone() {},
});

function open() {
  const builds = choose();
  const worker = startWorker("benchmark");
  const threads = threadsFor(builds, startThread);
  become({ isThreaded: builds.threads !== undefined });
  return { worker, threads, init: { ...builds, ports: threads.ports } };
}

export async function measure() {
  measured.value = { ...NOTHING, state: "measuring" };
  try {
    await client.request("measure", {});
    become({ state: "done" });
  } catch (error) {
    if (measured.value.state === "measuring") become({ state: "failed", fault: messageOf(error) });
  }
  // It holds memory and threads that others may want.
  client.stop();
}

export function stopMeasuring() {
  become({ state: "stopped" });
  client.stop();
}
