// Which digits were read as which: a table of a hundred numbers, in which only errors have a colour.
import { countOf, heatOf, type Pair } from "./words";
import { find } from "../../ui/find";
import { own } from "../../ui/own";
import { set, write } from "../../ui/write";
import type { Examined } from "../worker/protocol";

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);

/** Where the arrow keys go, in rows and columns. */
const KEYS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -10],
  End: [0, 10],
};

export class Confusion {
  readonly container: HTMLTableElement;
  readonly cells: { pair: Pair; cell: HTMLTableCellElement; button: HTMLButtonElement }[];

  constructor(container: HTMLTableElement, { picked }: { picked: (pair: Pair) => void }) {
    this.container = container;
    const body = find("tbody", HTMLElement, container);
    this.cells = DIGITS.flatMap((written) => {
      const row = document.createElement("tr");
      const head = Object.assign(document.createElement("th"), { scope: "row", textContent: String(written) });
      const cells = DIGITS.map((read) => this.#cell({ written, read }, picked));
      row.append(head, ...cells.map(({ cell }) => cell));
      body.append(row);
      return cells;
    });
    container.addEventListener("keydown", (event) => this.#move(event));
  }

  update(examined: Examined | null, picked: Pair | null) {
    const most = Math.max(
      1,
      ...this.cells.map(({ pair }) => (examined && pair.written !== pair.read ? countOf(examined, pair) : 0)),
    );
    const current = picked ?? { written: 0, read: 0 };
    for (const { pair, button } of this.cells) {
      const { written, read } = pair;
      const count = examined ? countOf(examined, pair) : null;
      const isPicked = picked?.written === written && picked.read === read;
      write(button, count === null || (count === 0 && written !== read) ? "" : String(count));
      set(button, "ariaLabel", `${written} read as ${read}: ${count ?? "not known"}`);
      set(button, "ariaPressed", String(isPicked));
      set(button, "tabIndex", current.written === written && current.read === read ? 0 : -1);
      button.dataset.heat = written === read ? "right" : String(heatOf(count ?? 0, most));
    }
  }

  #cell(pair: Pair, picked: (pair: Pair) => void) {
    const cell = document.createElement("td");
    const button = Object.assign(document.createElement("button"), { type: "button", tabIndex: -1 });
    button.dataset.testid = `confusion-${pair.written}-${pair.read}`;
    button.addEventListener("click", () => picked(pair));
    cell.append(button);
    return { pair, cell, button };
  }

  /** One cell takes the focus by Tab, the arrows go from there. */
  #move(event: KeyboardEvent) {
    const at = this.cells.findIndex(({ button }) => button === event.target);
    const way = own(KEYS, event.key);
    if (at < 0 || !way) return;
    event.preventDefault();
    const [row, column] = [Math.floor(at / 10) + way[0], (at % 10) + way[1]].map((to) => Math.max(0, Math.min(9, to)));
    this.cells[10 * row + column].button.focus();
  }
}
