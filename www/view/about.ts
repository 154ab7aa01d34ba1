// What the page says about its network, filled in when the network is here.
import { find } from "../lib/find";
import { whole } from "../lib/format";
import { sizesOf } from "../lib/recipe";
import { write } from "../lib/write";
import type { Recipe } from "crate";

export class About {
  #recipe: Recipe | null = null;
  readonly container: HTMLElement;
  readonly size: HTMLElement;
  readonly shape: HTMLElement;

  constructor(container: HTMLElement, { watch }: { watch: () => void }) {
    this.container = container;
    this.size = find("#size", HTMLElement, container);
    this.shape = find("#shape", HTMLElement, container);
    find("#watch", HTMLButtonElement, container).addEventListener("click", watch);
  }

  /** @param recipe of the network that reads */
  update(recipe: Recipe | undefined) {
    if (!recipe || recipe === this.#recipe) return;
    this.#recipe = recipe;
    const { widths, parameters } = sizesOf(recipe);
    write(this.size, whole(parameters));
    write(this.shape, `${recipe.name}: ${widths.join(" → ")}`);
  }
}
