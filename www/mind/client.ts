// Mind's worker, which looks into networks: started when it is first asked, and shared by Mind's tools.
import { signal } from "@preact/signals";
import { choose } from "../engine/builds";
import { startThread, startWorker } from "../engine/files";
import { WorkerClient } from "../../npm/src/worker/client";
import { threadsFor } from "../../npm/src/worker/threads";
import type { Climb, Events, Requests } from "./worker/protocol";

/** The dreams that are asked for and watched, on their way. */
export const climb = signal<Climb | null>(null);
/** Bytes of the test images that came over the network. */
export const received = signal(0);
/** How far the fine-tuning under way is. */
export const fineTuning = signal<Events["fineTuning"] | null>(null);
/** The share of the test images that is read, of the evaluation under way. */
export const evaluating = signal(0);
/** How often the worker was lost, and its images with it. */
export const losses = signal(0);

export const client = new WorkerClient<Requests, Events>(open, {
  onEvent(event, data) {
    if (event === "cores" && (data as Events["cores"]).cores === 1) client.stopThreads();
    if (event === "climb") climb.value = data as Climb;
    if (event === "images") received.value = (data as Events["images"]).received;
    if (event === "evaluating") evaluating.value = (data as Events["evaluating"]).share;
    if (event === "fineTuning") fineTuning.value = data as Events["fineTuning"];
  },
  gone: () => (losses.value += 1),
});

function open() {
  const builds = choose();
  const images = new URL("mnist/", document.baseURI).href;
  const worker = startWorker("mind");
  const threads = threadsFor(builds, startThread);
  return { worker, threads, init: { ...builds, images, ports: threads.ports } };
}
