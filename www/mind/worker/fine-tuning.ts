// Teaches a network in the worker, and finds out what the lesson does to it.
import { turn } from "../../ui/turn";
import { ImageSet, type Dataset } from "../../mnist/image-set";
import { readsOf } from "./predictions";
import type { Events, Lesson, Taught } from "./protocol";
import type { Glue } from "../../engine/wasm";
import type { Twin } from "./network-cache";
import type { Exam } from "./evaluation";

type Stage = Events["lesson"]["stage"];
type Tell = (stage: Stage, done?: number) => void;

/** The training images that a lesson rehearses: MNIST's first block, a tenth of the file. */
const REHEARSED = 6_000;

/** Steps between two looks at what else is asked. */
const PORTION = 3;

export class Lessons {
  readonly #glue: Glue;
  readonly #twin: Twin;
  readonly #exam: Exam;
  readonly #folder: string;
  readonly #tell: Tell;
  #rehearsal: Dataset | null = null;

  /**
   * @param twin that nobody else uses
   * @param folder of the images
   */
  constructor(glue: Glue, twin: Twin, exam: Exam, folder: string, tell: Tell) {
    this.#glue = glue;
    this.#twin = twin;
    this.#exam = exam;
    this.#folder = folder;
    this.#tell = tell;
  }

  async teach({ snapshot, drawings, labels, seed, isFresh }: Lesson): Promise<Taught> {
    this.#tell("images");
    this.#rehearsal ??= await this.#load(isFresh);
    await this.#exam.load({ from: isFresh ? "server, past every cache" : "server" });
    const network = this.#twin.of(snapshot);
    const effect = async (stage: Stage) => ({
      reads: readsOf(this.#glue, network, drawings),
      accuracy: await this.#exam.accuracy(network, (share) => this.#tell(stage, share)),
    });
    const before = await effect("before");
    const lesson = new this.#glue.FineTuning(network, drawings, labels, seed);
    while (!lesson.is_over) {
      this.#tell("teach", lesson.steps);
      lesson.run(this.#rehearsal, PORTION);
      // Everything else is heard in between.
      await turn();
    }
    const { steps } = lesson;
    const weights = lesson.weights() as Float32Array<ArrayBuffer>;
    lesson.free();
    network.set_weights(weights);
    const after = steps > 0 ? await effect("after") : before;
    return { weights, steps, before, after };
  }

  async #load(isFresh: boolean) {
    const dataset = this.#glue.Dataset.mnist_training();
    const set = new ImageSet(dataset, this.#folder, "train", (_, received) => this.#tell("images", received));
    await set.loadFirst(REHEARSED, isFresh);
    return dataset;
  }
}
