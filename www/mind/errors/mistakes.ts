// The commonest mistakes as rows that a finger can press.
import { commonest, type Pair } from "./words";
import { find } from "../../ui/find";
import { set, write } from "../../ui/write";
import type { Examined } from "../worker/protocol";

const MOST = 8;

export class Mistakes {
  #pairs: Pair[] = [];
  readonly container: HTMLElement;
  readonly rows: { row: HTMLElement; button: HTMLButtonElement; words: HTMLElement; count: HTMLElement }[];

  /**
   * @param container a list
   * @param template of a row
   */
  constructor(container: HTMLElement, template: HTMLTemplateElement, { picked }: { picked: (pair: Pair) => void }) {
    this.container = container;
    this.rows = Array.from({ length: MOST }, (_, i) => {
      const row = find("li", HTMLElement, template.content.cloneNode(true) as DocumentFragment);
      const button = find("button", HTMLButtonElement, row);
      button.dataset.testid = `mistake-${i}`;
      button.addEventListener("click", () => picked(this.#pairs[i]));
      return { row, button, words: find("span", HTMLElement, row), count: find("b", HTMLElement, row) };
    });
    container.append(...this.rows.map(({ row }) => row));
  }

  update(examined: Examined | null, picked: Pair | null) {
    const pairs = examined ? commonest(examined, MOST) : [];
    this.#pairs = pairs;
    this.rows.forEach(({ row, button, words, count }, i) => {
      const pair = pairs[i];
      row.style.visibility = pair ? "" : "hidden";
      if (!pair) return;
      write(words, `${pair.written} read as ${pair.read}`);
      write(count, String(pair.count));
      set(button, "ariaPressed", String(picked?.written === pair.written && picked.read === pair.read));
    });
  }
}
