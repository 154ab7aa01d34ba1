// Test images in rows, each with what was written, what was read and how sure; pressed, one goes to the pad.
import { captionOf, type Mistake } from "./words";
import { Tile } from "../../ui/digit-picture";

export class Gallery {
  readonly #template: HTMLTemplateElement;
  readonly #name: string;
  readonly #taken: (mistake: Mistake) => void;
  #tiles: Tile[] = [];
  #mistakes: Mistake[] = [];
  readonly container: HTMLElement;

  /**
   * @param container a list
   * @param template of a tile
   * @param name of its tiles
   */
  constructor(
    container: HTMLElement,
    template: HTMLTemplateElement,
    name: string,
    { taken }: { taken: (mistake: Mistake) => void },
  ) {
    this.container = container;
    this.#template = template;
    this.#name = name;
    this.#taken = taken;
  }

  /** @param images of them, null for those that have yet to come */
  update(mistakes: Mistake[], images: (Float32Array | null)[]) {
    this.#mistakes = mistakes;
    while (this.#tiles.length < mistakes.length) this.#add(this.#tiles.length);
    while (this.#tiles.length > mistakes.length) this.#tiles.pop()?.container.remove();
    this.#tiles.forEach((tile, i) => tile.update({ image: images[i], isWrong: false, ...captionOf(mistakes[i]) }));
  }

  recolour() {
    for (const tile of this.#tiles) tile.recolour();
  }

  #add(i: number) {
    const tile = new Tile(this.#template, `${this.#name}-${i}`, () => this.#taken(this.#mistakes[i]));
    this.#tiles.push(tile);
    this.container.append(tile.container);
  }
}
