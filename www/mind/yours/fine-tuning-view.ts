// A lesson: the button that gives it, what it does before it is kept, and the way back.
import { find } from "../../ui/find";
import { set, write } from "../../ui/write";
import { Twice } from "../../ui/confirm-button";
import type { Row } from "./words";

type Events = {
  teach: () => void;
  keep: () => void;
  undo: () => void;
  read: () => void;
  save: () => void;
  forgotten: () => void;
};
interface Shown {
  words: string;
  progress: string;
  foot: string;
  /** None before a lesson. */
  effect: Row[];
  canTeach: boolean;
  canKeep: boolean;
  canUndo: boolean;
  /** The network that was taught may read the pad again. */
  canRead: boolean;
  /** There is one. */
  isTaught: boolean;
}

export class Lesson {
  readonly container: HTMLElement;
  readonly words: HTMLElement;
  readonly progress: HTMLElement;
  readonly foot: HTMLElement;
  readonly rows: Element[][];
  readonly names: string[];
  readonly teach: HTMLButtonElement;
  readonly keep: HTMLButtonElement;
  readonly undo: HTMLButtonElement;
  readonly read: HTMLButtonElement;
  readonly save: HTMLButtonElement;
  readonly forget: Twice;

  constructor(container: HTMLElement, { teach, keep, undo, read, save, forgotten }: Events) {
    this.container = container;
    this.words = find("[data-testid=lesson]", HTMLElement, container);
    this.progress = find(".arrived", HTMLElement, container);
    this.foot = find("[data-testid=lesson-note]", HTMLElement, container);
    this.rows = Array.from(container.querySelectorAll("tbody tr"), (row) => Array.from(row.children));
    this.names = this.rows.map(([head]) => head.textContent ?? "");
    const button = (name: string, pressed: () => void) => {
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

  update({ words, progress, foot, effect, canTeach, canKeep, canUndo, canRead, isTaught }: Shown) {
    write(this.words, words);
    write(this.progress, progress);
    write(this.foot, foot);
    this.rows.forEach((cells, i) => {
      const { what = this.names[i], before = "–", after = "–" } = effect[i] ?? {};
      [what, before, after].forEach((text, column) => write(cells[column], text));
    });
    const able = [
      [this.teach, canTeach],
      [this.keep, canKeep],
      [this.undo, canUndo],
      [this.save, isTaught],
    ] as const;
    for (const [button, isAble] of able) set(button, "ariaDisabled", String(!isAble));
    set(this.read, "hidden", !canRead);
    this.forget.update(isTaught);
  }
}
