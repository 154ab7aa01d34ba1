// Who reads the pad: the network that came with the page, the one in training, or one from a file; and who read it then.
import { BLANK } from "../engine/drawing";
import type { Reader } from "../engine/crate";
import type { Run } from "../store/run";
import type { ReaderLine } from "../train/view/reader";
import type { Now } from "../train/view/now";
import type { Scrub } from "../train/view/scrub";
import type { Checkpoint } from "../train/worker/protocol";
import type { Model } from "./model";
import type { Recipe } from "crate";

type Choice = "pretrained" | "training" | "loaded";
/** A network that the page shows, its run if it is in training, and whether it came with the page. */
export type Shown = { reader: Reader; run: Run | null; isPretrained: boolean };
interface Views {
  line: ReaderLine;
  now: Now;
  scrub: Scrub;
  /** Puts the chart's line there. */
  point: (at: number | undefined) => void;
}

export class Readers {
  readonly #model: Model;
  readonly #reread: () => void;
  readonly #views: Views;
  #choice: Choice = "pretrained";
  /** The network in training, as it was when it was last looked at. */
  #training: (Reader & { run: Run }) | null = null;
  /** The same, as it was at a checkpoint. */
  #then: (Reader & { run: Run; checkpoint: Checkpoint }) | null = null;
  #loaded: (Reader & { name: string }) | null = null;
  #run: Run | null = null;
  /** The checkpoint under the slider; the newest one unless somebody chose. */
  #picked: Checkpoint | undefined;
  #epochs = 1;
  /** What is on the pad. */
  drawing = BLANK;

  constructor(model: Model, reread: () => void, views: Views) {
    this.#model = model;
    this.#reread = reread;
    this.#views = views;
  }

  /** The network that reads the pad; none before it has come. */
  get reader(): Reader | null {
    if (this.#choice === "training" && this.#training) return this.#training;
    if (this.#choice === "loaded" && this.#loaded) return this.#loaded;
    return this.#model.pretrained;
  }

  /** The same, with its run if it is the one in training. */
  get shown(): Shown | null {
    const { reader } = this;
    return (
      reader && { reader, run: reader === this.#training ? this.#training.run : null, isPretrained: this.isPretrained }
    );
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

  /** The network in training has learnt. */
  learn(run: Run, weights: Float32Array) {
    if (this.#training?.run !== run) {
      this.#training = { ...this.#crate.build(run.recipe), run };
      this.#choice = "training";
    }
    this.#training.network.set_weights(weights);
    // With other weights it is another reader.
    this.#training = { ...this.#training };
    this.#reread();
  }

  load(name: string, bytes: Uint8Array) {
    this.#take(name, this.#crate.decode(bytes));
  }

  /** A network that was not trained here reads from now on. */
  take(name: string, recipe: Recipe, weights: Float32Array): Reader {
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

  get #next(): Choice {
    const here: Choice[] = ["pretrained"];
    if (this.#training) here.push("training");
    if (this.#loaded) here.push("loaded");
    return here[(here.indexOf(this.#choice) + 1) % here.length];
  }

  look(checkpoint: Checkpoint) {
    this.#picked = checkpoint === this.#run?.checkpoints.at(-1) ? undefined : checkpoint;
    this.#reread();
  }

  lookAt(epoch: number) {
    const near = this.#run?.checkpoints.toSorted((a, b) => Math.abs(a.at - epoch) - Math.abs(b.at - epoch))[0];
    if (near) this.look(near);
  }

  /** @param epochs of the chart */
  follow(run: Run | null, epochs: number) {
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

  #take(name: string, reader: Reader) {
    this.#loaded = { ...reader, name };
    this.#choice = "loaded";
    this.#reread();
  }

  #recall(checkpoint: Checkpoint) {
    const run = this.#run as Run;
    const reader = this.#then?.run === run ? this.#then : { ...this.#crate.build(run.recipe), run };
    reader.network.set_weights(checkpoint.weights);
    this.#then = { ...reader, checkpoint };
    this.#reread();
  }

  /** Who reads, and whom one may have instead. */
  #words(): [string, string, string] {
    const { reader } = this;
    if (!reader) return ["", "", ""];
    const others = {
      pretrained: "Back to the pretrained one",
      training: "Let yours read",
      loaded: `Let ${this.#loaded?.name} read`,
    };
    const other = this.#next === this.#choice ? "" : others[this.#next];
    if (reader === this.#training) return ["Your network", `reads, in epoch ${this.#run?.progress?.epoch ?? 1}`, other];
    return reader === this.#loaded
      ? [this.#loaded.name, "reads", other]
      : [reader.recipe.name, "reads, pretrained", other];
  }
}
