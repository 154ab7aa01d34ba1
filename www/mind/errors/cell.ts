// The images of one cell of the matrix, ten at a time.
import { cellText, imagesOf, type Mistake, type Pair } from "./words";
import { find } from "../../ui/find";
import { remembered } from "../../ui/remembered";
import { set, write } from "../../ui/write";
import { Gallery } from "./gallery";
import type { Examined } from "../worker/protocol";

const AT_ONCE = 10;

export class Cell {
  #most = AT_ONCE;
  #pair = "";
  #images = remembered(imagesOf);
  readonly container: HTMLElement;
  readonly text: HTMLElement;
  readonly gallery: Gallery;
  readonly more: HTMLButtonElement;

  /** @param template of a tile */
  constructor(
    container: HTMLElement,
    template: HTMLTemplateElement,
    { taken, more }: { taken: (mistake: Mistake) => void; more: () => void },
  ) {
    this.container = container;
    this.text = find("p", HTMLElement, container);
    this.gallery = new Gallery(find("ol", HTMLElement, container), template, "cell-image", { taken });
    this.more = find("button", HTMLButtonElement, container);
    this.more.addEventListener("click", () => {
      this.#most += AT_ONCE;
      more();
    });
  }

  update(examined: Examined, pair: Pair, pictures: (indices: number[]) => (Float32Array | null)[]) {
    const key = `${pair.written} ${pair.read}`;
    if (key !== this.#pair) this.#most = AT_ONCE;
    this.#pair = key;
    const all = this.#images(examined, pair);
    const some = all.slice(0, this.#most);
    write(this.text, cellText(pair, all.length, some.length));
    this.gallery.update(some, pictures(some.map(({ index }) => index)));
    set(this.more, "hidden", some.length === all.length);
  }

  recolour() {
    this.gallery.recolour();
  }
}
