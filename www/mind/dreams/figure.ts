// A picture of 28 × 28 that is only looked at, and what it shows in words.
import { find } from "../../ui/find";
import { paintGreys } from "../../ui/greys";
import { set, write } from "../../ui/write";

export class Figure {
  #image: Float32Array | null = null;
  readonly container: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly caption: HTMLElement;

  /** @param container a figure; its `data-ink` names the colour of its ink */
  constructor(container: HTMLElement) {
    this.container = container;
    this.canvas = find("canvas", HTMLCanvasElement, container);
    this.caption = find("figcaption", HTMLElement, container);
  }

  update(image: Float32Array | null, words: string) {
    if (image !== this.#image) {
      this.#image = image;
      this.recolour();
    }
    write(this.caption, words);
    set(this.canvas, "ariaLabel", words);
  }

  recolour() {
    paintGreys(this.canvas, this.#image, this.container.dataset.ink ?? "--ink");
  }
}
