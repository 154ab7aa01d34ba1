// The runs on the chart, told apart by line and mark: this one, and those that are kept.
import { find } from "../../lib/find.js";
import { set, write } from "../../lib/write.js";

/** @typedef {import("../../run.js").Run} Run */

export class RunList {
  #remove;
  /** @type {Run[]} */
  #kept = [];
  /** @type {HTMLElement[]} */
  #items = [];

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

  /**
   * @param {Run | null} run @param {{ runs: Run[], isFull: boolean }} shelf those that are kept
   * @param {boolean} hasAuthor there is a dotted line
   */
  update(run, { runs, isFull }, hasAuthor) {
    write(this.name, run ? nameOf(run) : "none yet");
    set(this.button, "hidden", !run?.test || runs.includes(run) || isFull);
    this.author.style.visibility = hasAuthor ? "" : "hidden";
    if (runs !== this.#kept) {
      for (const item of this.#items) item.remove();
      this.#kept = runs;
      this.#items = runs.map((other) => this.#item(other));
      this.own.after(...this.#items);
    }
    this.#items.forEach((item, i) => write(find("span", HTMLElement, item), nameOf(runs[i])));
  }

  /** @param {Run} run */
  #item(run) {
    const item = find("li", HTMLElement, /** @type {DocumentFragment} */ (this.template.content.cloneNode(true)));
    write(find("b", HTMLElement, item), "Kept");
    find("button", HTMLButtonElement, item).addEventListener("click", () => this.#remove(run));
    return item;
  }
}

/** @param {Run} run */
const nameOf = ({ recipe, seed, test }) =>
  `${recipe.name}, seed ${seed}${test ? `, ${(test.accuracy * 100).toFixed(1)} %` : ""}`;
