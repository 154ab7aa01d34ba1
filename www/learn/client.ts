// The page's side of the lessons' worker, which starts when it is first asked.
import { signal } from "@preact/signals";
import { choose } from "../engine/builds";
import { startWorker } from "../engine/files";
import { WorkerClient } from "../../npm/src/worker/client";
import type { Events, Report, Requests } from "./worker/protocol";

/** The newest report of a training that is watched. */
export const report = signal<Report | null>(null);

export const client = new WorkerClient<Requests, Events>(
  () => {
    const { glue, wasm } = choose();
    return { worker: startWorker("lessons"), init: { glue, wasm } };
  },
  { onEvent: (_, data) => (report.value = data), gone() {} },
);

let trainings = 0;

/** A number for the next training. */
export const nextTraining = () => ++trainings;
