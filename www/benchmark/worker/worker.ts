// The worker that measures the device: one core first, then all that a training takes.
import { turn } from "../../ui/turn";
import { loadThreaded } from "../../../npm/src/worker/threaded";
import { loadGlue } from "../../../npm/src/program/wasm";
import { serveWorker } from "../../../npm/src/worker/server";
import { jobsOf } from "./jobs";
import { imagesOf, measure, peakOf, workOf } from "./measure";
import type { Init } from "../../../npm/src/worker/init";
import type { Events } from "./protocol";

type Tell = <E extends keyof Events>(event: E, data: Events[E]) => void;

serveWorker(async ({ threads, ports, ...plain }: Init, tell: Tell) => {
  async function all() {
    const single = await loadGlue(plain, "The program to measure");
    const jobs = jobsOf(single.recipes());
    const total = 1 + jobs.length * (threads ? 2 : 1);
    let done = 0;
    tell("begun", { job: "What a core can do at most", cores: 1, done: done++, total });
    // What was told leaves the worker before it is busy again.
    await turn();
    tell("peak", { flops: measure(peakOf(single)) });
    const programs = async function* () {
      yield { glue: single, cores: 1 };
      const shared = threads && (await loadThreaded(threads, ports));
      if (shared) yield { glue: shared, cores: ports.length };
    };
    for await (const { glue, cores } of programs()) {
      const images = imagesOf(glue);
      for (const job of jobs) {
        tell("begun", { job: job.name, cores, done: done++, total });
        await turn();
        const speed = measure(workOf(glue, job, images));
        const { flops: forwards, training_flops } = glue.describe(job.recipe);
        const flops = speed * (job.kind === "query" ? forwards : training_flops);
        tell("figure", {
          job: job.name,
          cores,
          value: job.unit === "ms" ? 1000 / speed : speed,
          unit: job.unit,
          flops,
        });
      }
    }
  }
  return { measure: all };
});
