// Which ink decided, on the pad itself: the picture of the blame, laid where the image that it weighs lies there.
import { find } from "../../ui/find";
import { set } from "../../ui/write";
import type { Blamed } from "./view";
import type { Placement } from "crate";

export class OnPad {
  /** What is painted; undefined for nothing yet. */
  #blamed: Blamed | null | undefined;
  readonly container: HTMLElement;
  readonly canvas: HTMLCanvasElement;

  /** @param container over the pad */
  constructor(container: HTMLElement) {
    this.container = container;
    this.canvas = find("canvas", HTMLCanvasElement, container);
  }

  /**
   * @param picture of it
   * @param placement where there is none, nothing shows
   */
  update(blamed: Blamed | null, picture: HTMLCanvasElement, placement: Placement | null) {
    set(this.container, "hidden", !placement);
    if (!placement) return;
    const { left, top, side } = placement;
    const { canvas } = this;
    for (const [name, share] of Object.entries({ left, top, width: side, height: side }))
      canvas.style.setProperty(name, `${100 * share}%`);
    const context = canvas.getContext("2d");
    if (!context || blamed === this.#blamed) return;
    this.#blamed = blamed;
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  }

  /** The colours changed: what is painted has to be painted again. */
  recolour() {
    this.#blamed = undefined;
  }
}
