// The score for the user's own handwriting: in words, as a confusion matrix, and as files to take away.
import { find } from "../../ui/find";
import { NONE, type Tally } from "./tally";
import { set, write } from "../../ui/write";
import { Twice } from "../../ui/confirm-button";

type Export = "strokes" | "images" | "labels";
type Events = { taken: (file: Export) => void; forgotten: () => void };

export class Score {
  readonly container: HTMLElement;
  readonly words: HTMLElement;
  readonly foot: HTMLElement;
  readonly body: HTMLElement;
  readonly cells: HTMLTableCellElement[][];
  readonly files: HTMLButtonElement[];
  readonly forget: Twice;

  constructor(container: HTMLElement, { taken, forgotten }: Events) {
    this.container = container;
    this.words = find("[data-testid=score]", HTMLElement, container);
    this.foot = find("[data-testid=marks-note]", HTMLElement, container);
    this.body = find("tbody", HTMLElement, container);
    this.cells = rows(this.body);
    this.files = (["strokes", "images", "labels"] as const).map((file) => {
      const button = find(`[data-testid=export-${file}]`, HTMLButtonElement, container);
      button.addEventListener("click", () => button.ariaDisabled !== "true" && taken(file));
      return button;
    });
    this.forget = new Twice(container, "forget-marks", { meant: forgotten });
  }

  /** @param drawn of them that have strokes */
  update(words: string, { total, counts }: Tally, drawn: number, note: string) {
    write(this.words, words);
    write(this.foot, note);
    this.cells.forEach((row, written) =>
      row.forEach((cell, read) => {
        const count = counts[written][read];
        write(cell, count > 0 ? String(count) : "");
        cell.classList.toggle("wrong", count > 0 && read !== written);
      }),
    );
    const amounts = [drawn, total, total];
    this.files.forEach((button, i) => set(button, "ariaDisabled", String(amounts[i] === 0)));
    this.forget.update(total > 0);
  }
}

/** @param body of a table: a row a written digit, a cell a read one */
function rows(body: HTMLElement) {
  return Array.from({ length: 10 }, (_, written) => {
    const row = document.createElement("tr");
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = String(written);
    const cells = Array.from({ length: NONE + 1 }, (_, read) => {
      const cell = document.createElement("td");
      cell.dataset.testid = `own-${written}-${read === NONE ? "none" : read}`;
      return cell;
    });
    row.append(head, ...cells);
    body.append(row);
    return cells;
  });
}
