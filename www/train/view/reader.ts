// Says which network reads the pad, and hands the pad from one to another.
import { find } from "../../ui/find";
import { set, write } from "../../ui/write";

export class ReaderLine {
  readonly container: HTMLElement;
  readonly name: HTMLElement;
  readonly text: HTMLElement;
  readonly button: HTMLButtonElement;

  constructor(container: HTMLElement, { switched }: { switched: () => void }) {
    this.container = container;
    this.name = find("b", HTMLElement, container);
    this.text = find("span", HTMLElement, container);
    this.button = find("button", HTMLButtonElement, container);
    this.button.addEventListener("click", switched);
  }

  /** @param other what the button offers, if anything */
  update(name: string, text: string, other: string) {
    write(this.name, name);
    write(this.text, text);
    write(this.button, other);
    set(this.button, "hidden", !other);
  }
}
