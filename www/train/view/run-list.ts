// The runs on the chart, told apart by line and mark: this one, and those that are kept.
import { find } from "../../ui/find";
import { set, write } from "../../ui/write";
import type { Run } from "../../store/run";

export class RunList {
  readonly #remove: (run: Run) => void;
  #kept: Run[] = [];
  #items: HTMLElement[] = [];
  readonly container: HTMLElement;
  readonly template: HTMLTemplateElement;
  readonly own: HTMLElement;
  readonly name: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly author: HTMLElement;

  constructor(
    container: HTMLElement,
    template: HTMLTemplateElement,
    { keep, remove }: { keep: () => void; remove: (run: Run) => void },
  ) {
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
   * @param shelf those that are kept
   * @param hasAuthor there is a dotted line
   */
  update(run: Run | null, { runs, isFull }: { runs: Run[]; isFull: boolean }, hasAuthor: boolean) {
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

  #item(run: Run) {
    const item = find("li", HTMLElement, this.template.content.cloneNode(true) as DocumentFragment);
    write(find("b", HTMLElement, item), "Kept");
    find("button", HTMLButtonElement, item).addEventListener("click", () => this.#remove(run));
    return item;
  }
}

const nameOf = ({ recipe, seed, test }: Run) =>
  `${recipe.name}, seed ${seed}${test ? `, ${(test.accuracy * 100).toFixed(1)} %` : ""}`;
