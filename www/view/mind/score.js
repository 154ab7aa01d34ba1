// The score for the user's own handwriting: in words, as a confusion matrix, and as files to take away.
import { find } from "../../lib/find.js";
import { NONE } from "../../lib/tally.js";
import { set, write } from "../../lib/write.js";
import { Twice } from "./twice.js";

/** @typedef {"strokes" | "images" | "labels"} Export */
/** @typedef {{ taken: (file: Export) => void, forgotten: () => void }} Events */

export class Score {
  /** @param {HTMLElement} container @param {Events} events */
  constructor(container, { taken, forgotten }) {
    this.container = container;
    this.words = find("[data-testid=score]", HTMLElement, container);
    this.foot = find("[data-testid=marks-note]", HTMLElement, container);
    this.body = find("tbody", HTMLElement, container);
    this.cells = rows(this.body);
    this.files = /** @type {Export[]} */ (["strokes", "images", "labels"]).map((file) => {
      const button = find(`[data-testid=export-${file}]`, HTMLButtonElement, container);
      button.addEventListener("click", () => button.ariaDisabled !== "true" && taken(file));
      return button;
    });
    this.forget = new Twice(container, "forget-marks", { meant: forgotten });
  }

  /** @param {string} words @param {import("../../lib/tally.js").Tally} tally @param {number} drawn of them that have strokes @param {string} note */
  update(words, { total, counts }, drawn, note) {
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

/** @param {HTMLElement} body of a table: a row a written digit, a cell a read one */
function rows(body) {
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
