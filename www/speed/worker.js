// The worker that measures the device: one core first, then all that a training takes.
import { turn } from "../lib/turn.js";
import { loadThreaded } from "../worker/threaded.js";
import { loadGlue } from "../wasm.js";
import { serve } from "../worker/serve.js";
import { flopsOf, jobsOf } from "./jobs.js";
import { imagesOf, measure, peakOf, workOf } from "./measure.js";

/** @typedef {import("../builds.js").Builds & { ports: MessagePort[] }} Init ports: of the workers that may become threads */
/** @typedef {<E extends keyof import("./protocol.js").Events>(event: E, data: import("./protocol.js").Events[E]) => void} Tell */

serve(async (/** @type {Init} */ { threads, ports, ...plain }, /** @type {Tell} */ tell) => {
  async function all() {
    const single = await loadGlue(plain, "The program to measure");
    const jobs = jobsOf(single.recipes());
    const total = 1 + jobs.length * (threads ? 2 : 1);
    let done = 0;
    tell("begun", { job: "What a core can do at most", cores: 1, done: done++, total });
    // What was told leaves the worker before it is busy again.
    await turn();
    tell("peak", { flops: measure(peakOf(single)) });
    const parties = async function* () {
      yield { glue: single, cores: 1 };
      const shared = threads && (await loadThreaded(threads, ports));
      if (shared) yield { glue: shared, cores: ports.length };
    };
    for await (const { glue, cores } of parties()) {
      const images = imagesOf(glue);
      for (const job of jobs) {
        tell("begun", { job: job.name, cores, done: done++, total });
        await turn();
        const pace = measure(workOf(glue, job, images));
        const flops = pace * flopsOf(job, new glue.Network(job.recipe, 1).widths);
        tell("figure", { job: job.name, cores, value: job.unit === "ms" ? 1000 / pace : pace, unit: job.unit, flops });
      }
    }
  }
  return { measure: all };
});
