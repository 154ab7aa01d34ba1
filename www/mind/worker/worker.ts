// The worker that looks into networks: its own instance of the crate, beside the one that trains, with threads where the
// browser has them.
import { loadGlue } from "../../engine/wasm";
import { serveWorker } from "../../engine/worker/server";
import { loadThreaded } from "../../engine/worker/threaded";
import { change } from "./change";
import { dream } from "./dream";
import { Exam } from "./evaluation";
import { Lessons } from "./fine-tuning";
import { Samples } from "./samples";
import { Twin } from "./network-cache";
import type { Requests } from "./protocol";
import type { Init } from "../../train/worker/worker";

type Answers = { [V in keyof Requests]: (data: Requests[V][0]) => Promise<Requests[V][1]> };

serveWorker(async ({ images, threads, ports, ...plain }: Init, tell) => {
  const shared = threads && (await loadThreaded(threads, ports));
  tell("cores", { cores: shared ? ports.length : 1 });
  const glue = shared ?? (await loadGlue(plain, "The program that looks into networks"));
  // One each, because an examination takes long, and a dream must not change its network.
  const [dreamer, examined, pupil, reader] = Array.from({ length: 4 }, () => new Twin(glue));
  const exam = new Exam(glue, examined, images, (received) => tell("images", { received }));
  const lessons = new Lessons(glue, pupil, exam, images, (stage, done = 0) => tell("lesson", { stage, done }));
  const samples = new Samples(glue, reader);
  /** The dreams that are watched are not wanted any more. */
  let isLeft = false;
  const answers: Answers = {
    dream: (question) => {
      isLeft &&= !question.isWatched;
      return dream(
        dreamer,
        question,
        (stage) => tell("climb", stage),
        () => isLeft,
      );
    },
    leave: async () => (isLeft = true),
    change: (question) => change(dreamer, question),
    load: (how) => exam.load(how),
    examine: (asked) => exam.examine(asked),
    images: async (asked) => exam.pictures(asked),
    hands: (asked) => samples.read(asked),
    teach: (lesson) => lessons.teach(lesson),
  };
  return answers;
});
