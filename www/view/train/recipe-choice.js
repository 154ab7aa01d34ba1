// The recipe: its name to choose, where it comes from, and what it is in one line.
import { find } from "../../lib/find.js";
import { described } from "../../lib/recipe.js";
import { set, write } from "../../lib/write.js";

/** @typedef {import("../../lib/recipe.js").Recipe} Recipe */

export class RecipeChoice {
  /** @param {HTMLElement} container @param {{ chosen: (name: string) => void }} events */
  constructor(container, { chosen }) {
    this.container = container;
    this.select = find("select", HTMLSelectElement, container);
    this.source = find(".source", HTMLElement, container);
    this.spec = find(".spec", HTMLElement, container);
    this.select.addEventListener("change", () => chosen(this.select.value));
  }

  /**
   * @param {Recipe[]} recipes @param {Recipe | undefined} original as its author has it
   * @param {Recipe | undefined} changed as the fields have it, if they make sense
   * @param {boolean} isFixed while a run is open
   */
  update(recipes, original, changed, isFixed) {
    if (this.select.options.length < recipes.length)
      this.select.replaceChildren(...recipes.map(({ name }) => new Option(name, name)));
    set(this.select, "disabled", isFixed);
    if (!original) return;
    set(this.select, "value", original.name);
    write(this.source, sourceOf(original));
    write(this.spec, described(changed ?? original));
  }
}

/** @param {Recipe} recipe */
function sourceOf({ source }) {
  if (!source) return "";
  const { text, accuracy, ours = [] } = source;
  const said = accuracy
    ? `Its author reports ${(accuracy * 100).toFixed(2)} %, the dotted line on the curve.`
    : "Its author reports no accuracy.";
  const own = ours.length > 0 ? ` Not from there, but ours: ${ours.join("; ")}.` : "";
  return `${text}. ${said}${own}`;
}
