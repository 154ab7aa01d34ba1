// Says which network reads the pad, and hands the pad from one to another.
import { find } from "../../lib/find.js";
import { set, write } from "../../lib/write.js";

export class ReaderLine {
  /** @param {HTMLElement} container @param {{ switched: () => void }} events */
  constructor(container, { switched }) {
    this.container = container;
    this.name = find("b", HTMLElement, container);
    this.text = find("span", HTMLElement, container);
    this.button = find("button", HTMLButtonElement, container);
    this.button.addEventListener("click", switched);
  }

  /** @param {string} name @param {string} text @param {string} other what the button offers, if anything */
  update(name, text, other) {
    write(this.name, name);
    write(this.text, text);
    write(this.button, other);
    set(this.button, "hidden", !other);
  }
}
