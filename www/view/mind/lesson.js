// A lesson: the button that gives it, what it does before it is kept, and the way back.
import { find } from "../../lib/find.js";
import { set, write } from "../../lib/write.js";
import { Twice } from "./twice.js";

/** @typedef {{ teach: () => void, keep: () => void, undo: () => void, read: () => void, save: () => void, forgotten: () => void }} Events */
/**
 * @typedef {object} Shown
 * @property {string} words @property {string} progress @property {string} foot
 * @property {import("../../lib/lesson.js").Row[]} effect none before a lesson
 * @property {boolean} canTeach @property {boolean} canKeep @property {boolean} canUndo
 * @property {boolean} canRead the network that was taught may read the pad again
 * @property {boolean} isTaught there is one
 */

export class Lesson {
  /** @param {HTMLElement} container @param {Events} events */
  constructor(container, { teach, keep, undo, read, save, forgotten }) {
    this.container = container;
    this.words = find("[data-testid=lesson]", HTMLElement, container);
    this.progress = find(".arrived", HTMLElement, container);
    this.foot = find("[data-testid=lesson-note]", HTMLElement, container);
    this.rows = Array.from(container.querySelectorAll("tbody tr"), (row) => Array.from(row.children));
    this.names = this.rows.map(([head]) => head.textContent ?? "");
    const button = (/** @type {string} */ name, /** @type {() => void} */ pressed) => {
      const found = find(`[data-testid=${name}]`, HTMLButtonElement, container);
      found.addEventListener("click", () => found.ariaDisabled !== "true" && pressed());
      return found;
    };
    this.teach = button("teach", teach);
    this.keep = button("keep-lesson", keep);
    this.undo = button("undo-lesson", undo);
    this.read = button("let-taught-read", read);
    this.save = button("download-taught", save);
    this.forget = new Twice(container, "forget-taught", { meant: forgotten });
  }

  /** @param {Shown} shown */
  update({ words, progress, foot, effect, canTeach, canKeep, canUndo, canRead, isTaught }) {
    write(this.words, words);
    write(this.progress, progress);
    write(this.foot, foot);
    this.rows.forEach((cells, i) => {
      const { what = this.names[i], before = "–", after = "–" } = effect[i] ?? {};
      [what, before, after].forEach((text, column) => write(cells[column], text));
    });
    const able = /** @type {const} */ ([[this.teach, canTeach], [this.keep, canKeep], [this.undo, canUndo], [this.save, isTaught]]);
    for (const [button, isAble] of able) set(button, "ariaDisabled", String(!isAble));
    set(this.read, "hidden", !canRead);
    this.forget.update(isTaught);
  }
}
