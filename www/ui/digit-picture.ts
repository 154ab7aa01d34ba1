// A picture of 28 × 28 that can be pressed, and what is said under it.
import { find } from "./find";
import { paintGreys } from "./greys";
import { set, write } from "./write";

interface Shown {
  /** 784 greys in 0..1. */
  image: ArrayLike<number> | null;
  title: string;
  note: string;
  /** What the note says is a mistake. */
  isWrong?: boolean;
  /** All of it in words. */
  label: string;
}

export class Tile {
  #image: ArrayLike<number> | null = null;
  readonly container: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly canvas: HTMLCanvasElement;
  readonly title: HTMLElement;
  readonly note: HTMLElement;
  readonly label: HTMLElement;

  constructor(template: HTMLTemplateElement, testid: string, pressed: () => void) {
    const clone = template.content.cloneNode(true) as DocumentFragment;
    this.container = find("li", HTMLElement, clone);
    this.button = find("button", HTMLButtonElement, clone);
    this.canvas = find("canvas", HTMLCanvasElement, clone);
    this.title = find("b", HTMLElement, clone);
    this.note = find("i", HTMLElement, clone);
    this.label = find(".heard", HTMLElement, clone);
    this.button.dataset.testid = testid;
    this.button.addEventListener("click", pressed);
  }

  update({ image, title, note, isWrong = false, label }: Shown) {
    if (image !== this.#image) {
      this.#image = image;
      this.recolour();
    }
    write(this.title, title);
    write(this.note, note);
    this.note.classList.toggle("wrong", isWrong);
    write(this.label, label);
  }

  press(isPressed: boolean) {
    set(this.button, "ariaPressed", String(isPressed));
  }

  recolour() {
    paintGreys(this.canvas, this.#image, "--ink");
  }
}
