// The 28 × 28 picture that the network sees.
import { paintGreys } from "../ui/greys";
import type { Reading } from "../engine/prediction";

export class Seen {
  /** What is painted; undefined for nothing yet. */
  #image: Float32Array | null | undefined;
  readonly container: HTMLCanvasElement;

  constructor(container: HTMLCanvasElement) {
    this.container = container;
  }

  update({ image, isOwn }: Reading) {
    if (image === this.#image) return;
    this.#image = image;
    paintGreys(this.container, image, isOwn ? "--accent" : "--ink");
  }

  /** The colours changed: what is painted has to be painted again. */
  recolour() {
    this.#image = undefined;
  }
}
