// The worker that looks into networks: its own instance of the crate, beside the one that trains, with threads where the
// browser has them.
import { loadGlue } from "../../../npm/src/program/wasm";
import { serveWorker } from "../../../npm/src/worker/server";
import { loadThreaded } from "../../../npm/src/worker/threaded";
import { change } from "./change";
import { dream } from "./dream";
import { Evaluations } from "./evaluation";
import { FineTunings } from "./fine-tuning";
import { Samples } from "./samples";
import { NetworkCache } from "./network-cache";
import type { Requests } from "./protocol";
import type { ImagesInit } from "../../../npm/src/worker/init";

type Answers = { [V in keyof Requests]: (data: Requests[V][0]) => Promise<Requests[V][1]> };

serveWorker(async ({ images, threads, ports, ...plain }: ImagesInit, tell) => {
  const shared = threads && (await loadThreaded(threads, ports));
  tell("cores", { cores: shared ? ports.length : 1 });
  const glue = shared ?? (await loadGlue(plain, "The program that looks into networks"));
  // One each, because an evaluation takes long, and a dream must not change its network.
  const [forDreams, forEvaluations, forFineTuning, forSamples] = Array.from(
    { length: 4 },
    () => new NetworkCache(glue),
  );
  const evaluations = new Evaluations(glue, forEvaluations, images, {
    arrived: (received) => tell("images", { received }),
    read: (share) => tell("evaluating", { share }),
  });
  const fineTunings = new FineTunings(glue, forFineTuning, images, (stage, done) =>
    tell("fineTuning", { stage, done }),
  );
  const samples = new Samples(glue, forSamples);
  /** The dreams that are watched are not wanted any more. */
  let isLeft = false;
  const answers: Answers = {
    dream: (question) => {
      isLeft &&= !question.isWatched;
      return dream(
        forDreams,
        question,
        (stage) => tell("climb", stage),
        () => isLeft,
      );
    },
    leave: async () => (isLeft = true),
    change: (question) => change(forDreams, question),
    load: (how) => evaluations.load(how),
    evaluate: (asked) => evaluations.evaluate(asked),
    images: async (asked) => evaluations.pictures(asked),
    styles: (asked) => samples.read(asked),
    fineTune: (task) => fineTunings.run(task),
  };
  return answers;
});
