// The runs on the chart, told apart by line and mark: this one, and those that are kept.
import { find } from "../../lib/find.js";
import { set, write } from "../../lib/write.js";

/** @typedef {import("../../run.js").Run} Run */

/** More than these, and nobody can tell the lines apart. */
const MOST_KEPT = 3;

export class RunList {
  #remove;
  /** @type {Run[]} */
  #kept = [];

  /** @param {HTMLElement} container @param {HTMLTemplateElement} template @param {{ keep: () => void, remove: (run: Run) => void }} events */
  constructor(container, template, { keep, remove }) {
    this.container = container;
    this.template = template;
    this.#remove = remove;
    this.own = find(".this", HTMLElement, container);
    this.name = find("span", HTMLElement, this.own);
    this.button = find("button", HTMLButtonElement, this.own);
    this.author = find(".author", HTMLElement, container);
    this.button.addEventListener("click", keep);
  }

  /** @param {Run | null} run @param {Run[]} kept @param {boolean} hasAuthor there is a dotted line */
  update(run, kept, hasAuthor) {
    write(this.name, run ? nameOf(run) : "none yet");
    set(this.button, "hidden", !run?.test || kept.includes(run) || kept.length >= MOST_KEPT);
    this.author.style.visibility = hasAuthor ? "" : "hidden";
    if (kept === this.#kept) return;
    this.#kept = kept;
    for (const item of this.container.querySelectorAll(".kept")) item.remove();
    this.own.after(...kept.map((other) => this.#item(other)));
  }

  /** @param {Run} run */
  #item(run) {
    const item = find("li", HTMLElement, /** @type {DocumentFragment} */ (this.template.content.cloneNode(true)));
    write(find("b", HTMLElement, item), "Kept");
    write(find("span", HTMLElement, item), nameOf(run));
    find("button", HTMLButtonElement, item).addEventListener("click", () => this.#remove(run));
    return item;
  }
}

/** @param {Run} run */
const nameOf = ({ recipe, seed, test }) =>
  `${recipe.name}, seed ${seed}${test ? `, ${(test.accuracy * 100).toFixed(1)} %` : ""}`;
