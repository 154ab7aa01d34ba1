// What MNIST's test images say of the network that the page shows: asked for once they are here, and after each epoch.
// A network that learns is not examined twice: the worker that trains it has read the images, and tells its outputs.
import { messageOf } from "../../engine/message";
import type { Recipe } from "crate";
import type { Examined, Requests } from "../worker/protocol";
import type { MindBridge } from "../mind";
import type { Shown } from "../../app/readers";

/** A network as it was at one moment. */
interface Subject {
  /** What makes it this one: a reader, or what it made of the images. */
  moment: object;
  recipe: Recipe;
  when: string;
  isLearning: boolean;
  ask: () => { exam: Requests["examine"][0]; transfer: Transferable[] };
}

export class Errors {
  readonly #bridge: MindBridge;
  readonly #changed: () => void;
  #subject: Subject | null = null;
  #isBusy = false;
  /** By index. */
  #pictures: Map<number, Float32Array | null> = new Map();
  /** Of the run, when the cache was last looked into. */
  #tests = 0;
  images: "unknown" | "looked for" | "absent" | "arriving" | "here" | "lost" = "unknown";
  /** Bytes of them. */
  received = 0;
  fault = "";
  examined: (Examined & { subject: Subject }) | null = null;

  constructor(bridge: MindBridge, changed: () => void) {
    this.#bridge = bridge;
    this.#changed = changed;
  }

  /** The network of `examined` is the one that the page shows. */
  get isCurrent() {
    return this.examined !== null && this.examined.subject.moment === this.#subject?.moment;
  }

  get isLearning() {
    return this.#subject?.isLearning === true;
  }

  update(shown: Shown) {
    this.#subject = subjectOf(shown);
    // A run that has been tested has fetched them.
    const tests = shown.run?.tests.length ?? 0;
    if (this.images === "unknown" || (this.images === "absent" && tests > 0 && tests !== this.#tests))
      void this.#load("cache");
    this.#tests = tests;
    void this.#examine();
  }

  /** The worker is no more, and its images with it. */
  lose() {
    this.images = "unknown";
    this.#changed();
  }

  arrive(received: number) {
    this.received = received;
    this.#changed();
  }

  /** The images may have come for another reason. */
  lookAgain() {
    if (this.images === "absent") void this.#load("cache");
  }

  /** What failed is tried again, past every cache. */
  fetch() {
    if (this.images === "here") {
      this.fault = "";
      void this.#examine();
    } else void this.#load(this.images === "lost" ? "server, past every cache" : "server");
  }

  /** The test images with these numbers, 784 greys in 0..1 each; null for those that have yet to come. */
  pictures(indices: number[]) {
    const missing = indices.filter((index) => !this.#pictures.has(index));
    if (missing.length > 0) void this.#ask(missing);
    return indices.map((index) => this.#pictures.get(index) ?? null);
  }

  async #load(from: Requests["load"][0]["from"]) {
    this.images = from === "cache" ? "looked for" : "arriving";
    this.received = 0;
    this.fault = "";
    this.#changed();
    try {
      this.images = (await this.#bridge.request("load", { from })) ? "here" : "absent";
    } catch (error) {
      this.images = "lost";
      this.fault = messageOf(error);
    }
    this.#changed();
    void this.#examine();
  }

  async #examine() {
    const subject = this.#subject;
    if (!subject || this.images !== "here" || this.#isBusy || this.isCurrent || this.fault) return;
    this.#isBusy = true;
    try {
      const { exam, transfer } = subject.ask();
      const found = await this.#bridge.request("examine", exam, transfer);
      this.examined = { ...found, subject };
    } catch (error) {
      console.warn(error);
      this.fault = messageOf(error);
    }
    this.#isBusy = false;
    this.#changed();
    void this.#examine();
  }

  async #ask(indices: number[]) {
    for (const index of indices) this.#pictures.set(index, null);
    try {
      const pixels = await this.#bridge.request("images", { indices });
      indices.forEach((index, i) => {
        const image = Float32Array.from(pixels.subarray(784 * i, 784 * i + 784), (byte) => byte / 255);
        this.#pictures.set(index, image);
      });
      this.#changed();
    } catch (error) {
      // They are asked for again with the next thing that happens.
      console.warn(error);
      for (const index of indices) this.#pictures.delete(index);
    }
  }
}

/** While it learns, as it was at the end of its last epoch. */
function subjectOf({ reader, run }: Shown): Subject | null {
  const { network, recipe } = reader;
  if (!run?.isBusy) {
    const ask = () => {
      const weights = network.weights() as Float32Array<ArrayBuffer>;
      return { exam: { snapshot: { recipe, weights } }, transfer: [weights.buffer] };
    };
    return { moment: reader, recipe, when: "", isLearning: false, ask };
  }
  if (!run.outputs) return null;
  const { at, outputs } = run.outputs;
  const ask = () => {
    const copy = outputs.slice();
    return { exam: { outputs: copy }, transfer: [copy.buffer] };
  };
  return { moment: run.outputs, recipe, when: ` after epoch ${Math.round(at)}`, isLearning: true, ask };
}
