// The worker of the lessons: it has the whole crate, so that networks can be trained beside the page.
import { loadGlue, type Builds } from "../../../npm/src/program/wasm";
import { serveWorker } from "../../../npm/src/worker/server";
import { climb } from "./climb";
import { course } from "./course";
import { handwriting } from "./handwriting";
import { lengths } from "./lengths";
import { evaluate, gradients, initialise, inversion } from "./networks";
import { Trainings } from "./trainings";
import type { Requests } from "./protocol";

type Answers = { [V in keyof Requests]: (data: Requests[V][0]) => Promise<Requests[V][1]> };

serveWorker(async ({ glue: url, wasm }: Builds, tell) => {
  const glue = await loadGlue({ glue: url, wasm }, "The program that trains");
  const trainings = new Trainings(glue, (report) => tell("report", report, [report.weights.buffer]));
  const courses = new Set<number>();
  const answers: Answers = {
    initialise: async (asked) => initialise(glue, asked),
    train: (task) => trainings.run(task),
    stop: async ({ training }) => trainings.stop(training) || courses.delete(training),
    evaluate: async (asked) => evaluate(glue, asked),
    gradients: async (asked) => gradients(glue, asked),
    lengths: async (asked) => lengths(glue, asked),
    handwriting: async (asked) => handwriting(glue, asked),
    inversion: async (asked) => inversion(glue, asked),
    climb: async (asked) => climb(glue, asked),
    course: (task) => course(glue, task, courses),
    wake: async () => true,
  };
  return answers;
});
