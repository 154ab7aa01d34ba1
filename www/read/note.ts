// A line at the foot of the pad: what can be done while the network loads, or what was wrong with a picture.
import { find } from "../ui/find";
import { write } from "../ui/write";
import type { Reading } from "../engine/prediction";

export class Note {
  #said = "";
  readonly container: HTMLElement;
  readonly line: HTMLElement;

  /** @param container the pad's box, along whose edge the loading shows */
  constructor(container: HTMLElement) {
    this.container = container;
    this.line = find(".note", HTMLElement, container);
  }

  /** Stays until the drawing changes. */
  say(text: string) {
    this.#said = text;
    write(this.line, text);
  }

  update({ state, progress: { received, total } }: Reading) {
    const hint = state === "loading" ? "You can draw already; it is read on arrival." : "";
    write(this.line, this.#said || hint);
    this.container.style.setProperty("--loaded", String(total > 0 ? received / total : 0));
  }
}
