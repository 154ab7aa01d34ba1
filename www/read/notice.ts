// What failed, in the place of the bars, and the way to try again.
import { find } from "../ui/find";
import { write } from "../ui/write";
import type { Reading } from "../engine/prediction";

export class Notice {
  readonly container: HTMLElement;
  readonly text: HTMLElement;
  readonly button: HTMLButtonElement;

  constructor(container: HTMLElement, { retry }: { retry: () => void }) {
    this.container = container;
    this.text = find("p", HTMLElement, container);
    this.button = find("button", HTMLButtonElement, container);
    this.button.addEventListener("click", retry);
  }

  update({ fault }: Reading) {
    if (fault) write(this.text, `${fault} Your drawing is kept.`);
  }
}
