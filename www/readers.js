// Who reads the pad: the network that came with the page, the one in training, or one from a file; and who read it then.
import { BLANK } from "./lib/drawing.js";

/** @typedef {import("./crate.js").Reader} Reader */
/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./trainer/protocol.js").Checkpoint} Checkpoint */
/** @typedef {"pretrained" | "training" | "loaded"} Choice */
/** @typedef {{ reader: Reader, run: Run | null, isPretrained: boolean }} Shown a network that the page shows, its run if it is in training, and whether it came with the page */
/**
 * @typedef {object} Views
 * @property {import("./view/train/reader.js").ReaderLine} line
 * @property {import("./view/train/now.js").Now} now
 * @property {import("./view/train/scrub.js").Scrub} scrub
 * @property {(at: number | undefined) => void} point puts the chart's line there
 */

export class Readers {
  #model;
  #reread;
  #views;
  /** @type {Choice} */
  #choice = "pretrained";
  /** The network in training, as it was when it was last looked at. @type {(Reader & { run: Run }) | null} */
  #training = null;
  /** The same, as it was at a checkpoint. @type {(Reader & { run: Run, checkpoint: Checkpoint }) | null} */
  #then = null;
  /** @type {(Reader & { name: string }) | null} */
  #loaded = null;
  /** @type {Run | null} */
  #run = null;
  /** The checkpoint under the slider; the newest one unless somebody chose. @type {Checkpoint | undefined} */
  #picked;
  #epochs = 1;
  /** What is on the pad. */
  drawing = BLANK;

  /** @param {import("./model.js").Model} model @param {() => void} reread @param {Views} views */
  constructor(model, reread, views) {
    this.#model = model;
    this.#reread = reread;
    this.#views = views;
  }

  /** The network that reads the pad; none before it has come. @returns {Reader | null} */
  get reader() {
    if (this.#choice === "training" && this.#training) return this.#training;
    if (this.#choice === "loaded" && this.#loaded) return this.#loaded;
    return this.#model.pretrained;
  }

  /** The same, with its run if it is the one in training. @returns {Shown | null} */
  get shown() {
    const { reader } = this;
    return reader && { reader, run: reader === this.#training ? this.#training.run : null, isPretrained: this.isPretrained };
  }

  /** What the one that reads is called. */
  get name() {
    return this.reader && this.reader === this.#loaded ? this.#loaded.name : (this.reader?.recipe.name ?? "");
  }

  /** The one that came with the page reads. */
  get isPretrained() {
    return this.reader === this.#model.pretrained;
  }

  get #crate() {
    const { crate } = this.#model;
    if (!crate) throw new Error("the program that reads has not arrived");
    return crate;
  }

  /** The network in training has learnt. @param {Run} run @param {Float32Array} weights */
  learn(run, weights) {
    if (this.#training?.run !== run) {
      this.#training = { ...this.#crate.build(run.recipe), run };
      this.#choice = "training";
    }
    this.#training.network.set_weights(weights);
    // With other weights it is another reader.
    this.#training = { ...this.#training };
    this.#reread();
  }

  /** @param {string} name @param {Uint8Array} bytes */
  load(name, bytes) {
    this.#take(name, this.#crate.decode(bytes));
  }

  /** A network that was not trained here reads from now on. @param {string} name @param {import("./lib/recipe.js").Recipe} recipe @param {Float32Array} weights @returns {Reader} */
  take(name, recipe, weights) {
    const reader = this.#crate.build(recipe);
    reader.network.set_weights(weights);
    this.#take(name, reader);
    return reader;
  }

  /** The network that came with the page reads, and what was loaded is forgotten. */
  giveBack() {
    this.#loaded = null;
    this.#choice = "pretrained";
    this.#reread();
  }

  /** From one network to the next of those that are here. */
  toggle() {
    this.#choice = this.#next;
    this.#reread();
  }

  /** @returns {Choice} */
  get #next() {
    /** @type {Choice[]} */
    const here = ["pretrained"];
    if (this.#training) here.push("training");
    if (this.#loaded) here.push("loaded");
    return here[(here.indexOf(this.#choice) + 1) % here.length];
  }

  /** @param {Checkpoint} checkpoint */
  look(checkpoint) {
    this.#picked = checkpoint === this.#run?.checkpoints.at(-1) ? undefined : checkpoint;
    this.#reread();
  }

  /** @param {number} epoch */
  lookAt(epoch) {
    const near = this.#run?.checkpoints.toSorted((a, b) => Math.abs(a.at - epoch) - Math.abs(b.at - epoch))[0];
    if (near) this.look(near);
  }

  /** @param {Run | null} run @param {number} epochs of the chart */
  follow(run, epochs) {
    if (run !== this.#run) this.#picked = undefined;
    this.#run = run;
    this.#epochs = epochs;
    if (!run && this.#training) {
      this.#training = this.#then = null;
      if (this.#choice === "training") this.#choice = "pretrained";
      this.#reread();
    }
  }

  /** Has the drawing read by all who have a say in Train. */
  judge() {
    const { drawing } = this;
    const { line, now, scrub, point } = this.#views;
    const checkpoints = this.#run?.checkpoints ?? [];
    const current = this.#picked && checkpoints.includes(this.#picked) ? this.#picked : checkpoints.at(-1);
    // A whole network is put in its place: that is enough for one frame.
    if (current && this.#then?.checkpoint !== current) return this.#recall(current);
    const then = current && this.#then ? this.#model.read(drawing, this.#then) : null;
    scrub.update(checkpoints, current, this.#epochs, then);
    point(current?.at);
    now.update(this.#training && this.#run ? this.#model.read(drawing, this.#training) : null);
    line.update(...this.#words());
  }

  /** @param {string} name @param {Reader} reader */
  #take(name, reader) {
    this.#loaded = { ...reader, name };
    this.#choice = "loaded";
    this.#reread();
  }

  /** @param {Checkpoint} checkpoint */
  #recall(checkpoint) {
    const run = /** @type {Run} */ (this.#run);
    const reader = this.#then?.run === run ? this.#then : { ...this.#crate.build(run.recipe), run };
    reader.network.set_weights(checkpoint.weights);
    this.#then = { ...reader, checkpoint };
    this.#reread();
  }

  /** Who reads, and whom one may have instead. @returns {[string, string, string]} */
  #words() {
    const { reader } = this;
    if (!reader) return ["", "", ""];
    const others = { pretrained: "Back to the pretrained one", training: "Let yours read", loaded: `Let ${this.#loaded?.name} read` };
    const other = this.#next === this.#choice ? "" : others[this.#next];
    if (reader === this.#training) return ["Your network", `reads, in epoch ${this.#run?.progress?.epoch ?? 1}`, other];
    return reader === this.#loaded ? [this.#loaded.name, "reads", other] : [reader.recipe.name, "reads, pretrained", other];
  }
}
