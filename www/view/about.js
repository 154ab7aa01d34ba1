// What the page says about its network, filled in when the network is here.
import { find } from "../lib/find.js";
import { whole } from "../lib/format.js";
import { sizesOf } from "../lib/recipe.js";
import { write } from "../lib/write.js";

export class About {
  /** @type {import("../lib/recipe.js").Recipe | null} */
  #recipe = null;

  /** @param {HTMLElement} container @param {{ watch: () => void }} events */
  constructor(container, { watch }) {
    this.container = container;
    this.size = find("#size", HTMLElement, container);
    this.shape = find("#shape", HTMLElement, container);
    find("#watch", HTMLButtonElement, container).addEventListener("click", watch);
  }

  /** @param {import("../lib/recipe.js").Recipe | undefined} recipe of the network that reads */
  update(recipe) {
    if (!recipe || recipe === this.#recipe) return;
    this.#recipe = recipe;
    const { widths, parameters } = sizesOf(recipe);
    write(this.size, whole(parameters));
    write(this.shape, `${recipe.name}: ${widths.join(" → ")}`);
  }
}
