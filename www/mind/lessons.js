// Teaches a network in the worker, and finds out what the lesson does to it.
import { turn } from "../lib/turn.js";
import { ImageSet } from "../trainer/image-set.js";
import { readsOf } from "./reads.js";

/** @typedef {import("../wasm.js").Glue} Glue */
/** @typedef {import("./protocol.js").Lesson} Lesson */
/** @typedef {import("./protocol.js").Taught} Taught */
/** @typedef {import("./protocol.js").Events["lesson"]["stage"]} Stage */
/** @typedef {(stage: Stage, done?: number) => void} Tell */

/** The training images that a lesson rehearses: MNIST's first block, a tenth of the file. */
const REHEARSED = 6_000;

/** Steps between two looks at what else is asked. */
const PORTION = 3;

export class Lessons {
  #glue;
  #twin;
  #exam;
  #folder;
  #tell;
  /** @type {import("../trainer/image-set.js").Dataset | null} */
  #rehearsal = null;

  /**
   * @param {Glue} glue @param {import("./twin.js").Twin} twin that nobody else uses
   * @param {import("./exam.js").Exam} exam @param {string} folder of the images @param {Tell} tell
   */
  constructor(glue, twin, exam, folder, tell) {
    this.#glue = glue;
    this.#twin = twin;
    this.#exam = exam;
    this.#folder = folder;
    this.#tell = tell;
  }

  /** @param {Lesson} lesson @returns {Promise<Taught>} */
  async teach({ snapshot, drawings, labels, seed, isFresh }) {
    this.#tell("images");
    this.#rehearsal ??= await this.#load(isFresh);
    await this.#exam.load({ from: isFresh ? "server, past every cache" : "server" });
    const network = this.#twin.of(snapshot);
    const effect = async (/** @type {Stage} */ stage) => ({
      reads: readsOf(this.#glue, network, drawings),
      accuracy: await this.#exam.accuracy(network, (share) => this.#tell(stage, share)),
    });
    const before = await effect("before");
    const lesson = new this.#glue.Lesson(network, drawings, labels, seed);
    while (!lesson.is_over) {
      this.#tell("teach", lesson.steps);
      lesson.run(this.#rehearsal, PORTION);
      // Everything else is heard in between.
      await turn();
    }
    const { steps } = lesson;
    const weights = /** @type {Float32Array<ArrayBuffer>} */ (lesson.weights());
    lesson.free();
    network.set_weights(weights);
    const after = steps > 0 ? await effect("after") : before;
    return { weights, steps, before, after };
  }

  /** @param {boolean} isFresh */
  async #load(isFresh) {
    const dataset = this.#glue.Dataset.mnist_training();
    const set = new ImageSet(dataset, this.#folder, "train", (_, received) => this.#tell("images", received));
    await set.loadFirst(REHEARSED, isFresh);
    return dataset;
  }
}
