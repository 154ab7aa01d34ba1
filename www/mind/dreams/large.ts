// One dream, large: by both methods where both exist, beside the digit's mean image and the user's own, at any checkpoint.
import { dreamsOf, labelOf, type Dream } from "./words";
import { find } from "../../ui/find";
import { aDigit, percent } from "../../ui/format";
import { remembered } from "../../ui/remembered";
import { set, write } from "../../ui/write";
import { Figure } from "./figure";
import type { Method } from "crate";
import type { Dreams } from "../worker/protocol";
import type { Checkpoint } from "../../train/worker/protocol";

interface Shown {
  digit: number;
  /** That shows. */
  method: Method;
  /** Null while they are not known. */
  dreams: Dreams | null;
  /** The digit of their first image. */
  first: number;
  checkpoints: Checkpoint[];
  /** At which the network dreamt so; null for now. */
  checkpoint: Checkpoint | null;
  mean: Float32Array | null;
  /** What happened to it, if it is lost. */
  meanFault: string;
  own: Float32Array | null;
  /** Of the dream. */
  fault: string;
}

const METHODS = ["gradient", "inversion"] as const;

const BY = { gradient: "by the gradient", inversion: "by inversion" };

export class Large {
  /** A picture that has been painted is not cut out anew. */
  #dreamsBy = { gradient: remembered(dreamsOf), inversion: remembered(dreamsOf) };
  #checkpoints: Checkpoint[] = [];
  readonly container: HTMLElement;
  readonly dreams: { gradient: Figure; inversion: Figure };
  readonly mean: Figure;
  readonly own: Figure;
  readonly again: HTMLButtonElement;
  readonly slider: HTMLInputElement;
  readonly output: HTMLOutputElement;

  /** @param events again: the mean images shall be fetched once more */
  constructor(
    container: HTMLElement,
    { picked, again }: { picked: (checkpoint: Checkpoint | null) => void; again: () => void },
  ) {
    this.container = container;
    const figure = (name: string) => new Figure(find(`[data-testid=large-${name}]`, HTMLElement, container));
    this.dreams = { gradient: figure("gradient"), inversion: figure("inversion") };
    this.mean = figure("mean");
    this.own = figure("own");
    this.again = find("button", HTMLButtonElement, container);
    this.again.addEventListener("click", again);
    this.slider = find("input", HTMLInputElement, container);
    this.output = find("output", HTMLOutputElement, container);
    this.slider.addEventListener("input", () => picked(this.#checkpoints[Number(this.slider.value)] ?? null));
  }

  update({ digit, method, dreams, first, checkpoints, checkpoint, mean, meanFault, own, fault }: Shown) {
    // Until the dream has come, the one before it stays.
    if (dreams) for (const name of METHODS) this.#show(name, this.#dreamOf(dreams, name, first, digit));
    const lost = `The mean image ${meanFault || "is on its way"}`;
    this.mean.update(mean, mean ? `The mean of all ${digit}s in MNIST’s training images` : lost);
    this.own.update(own, own ? `Your last ${digit}` : `Yours, when you have drawn ${aDigit(digit)}`);
    set(this.again, "hidden", !meanFault);
    const dream = dreams && this.#dreamOf(dreams, method, first, digit);
    this.#scrub(
      checkpoints,
      checkpoint,
      fault ? `It did not dream: ${fault}` : sentence(dream, checkpoints.length, checkpoint),
    );
  }

  #dreamOf(dreams: Dreams, method: Method, first: number, digit: number) {
    return this.#dreamsBy[method](dreams, method, first).find((dream) => dream.digit === digit);
  }

  #show(method: Method, dream: Dream | undefined) {
    const figure = this.dreams[method];
    set(figure.container, "hidden", !dream);
    if (dream) figure.update(dream.image, `${labelOf(dream)}, ${BY[method]}`);
  }

  recolour() {
    for (const figure of [this.dreams.gradient, this.dreams.inversion, this.mean, this.own]) figure.recolour();
  }

  /** One step beyond the last checkpoint is now. */
  #scrub(checkpoints: Checkpoint[], checkpoint: Checkpoint | null, text: string) {
    this.#checkpoints = checkpoints;
    set(this.slider, "disabled", checkpoints.length === 0);
    set(this.slider, "max", String(checkpoints.length));
    set(this.slider, "value", String(checkpoint ? checkpoints.indexOf(checkpoint) : checkpoints.length));
    write(this.output, text);
    set(this.slider, "ariaValueText", text);
  }
}

/** @param count of checkpoints */
function sentence(dream: Dream | null | undefined, count: number, checkpoint: Checkpoint | null) {
  if (count === 0) return "a run has them";
  const when = checkpoint ? `epoch ${checkpoint.at.toFixed(1)}` : "now";
  return dream ? `${when}: ${percent(dream.sure)} sure` : `${when}: dreaming`;
}
