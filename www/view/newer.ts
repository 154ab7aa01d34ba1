// Says that there is a newer version of the page, and loads it.
import { find } from "../lib/find";
import { write } from "../lib/write";

export class Newer {
  readonly container: HTMLElement;
  readonly text: HTMLElement;

  constructor(container: HTMLElement, { load }: { load: () => void }) {
    this.container = container;
    this.text = find("p", HTMLElement, container);
    find("button", HTMLButtonElement, container).addEventListener("click", load);
  }

  show(keepsDrawing: boolean) {
    this.container.hidden = false;
    const kept = keepsDrawing
      ? "Your drawing and your run are kept."
      : "This browser keeps nothing for this page, so your drawing will be lost.";
    write(this.text, `A new version is here, and this one is no longer whole. ${kept}`);
  }
}
