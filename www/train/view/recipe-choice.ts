// The recipe: its name to choose, where it comes from, and what it is in one line.
import { find } from "../../ui/find";
import { set, write } from "../../ui/write";
import type { Recipe } from "crate";

export class RecipeChoice {
  readonly container: HTMLElement;
  readonly select: HTMLSelectElement;
  readonly source: HTMLElement;
  readonly spec: HTMLElement;

  constructor(container: HTMLElement, { chosen }: { chosen: (name: string) => void }) {
    this.container = container;
    this.select = find("select", HTMLSelectElement, container);
    this.source = find(".source", HTMLElement, container);
    this.spec = find(".spec", HTMLElement, container);
    this.select.addEventListener("change", () => chosen(this.select.value));
  }

  /**
   * @param original as its author has it
   * @param spec what it is as the fields have it, in a line
   * @param isFixed while a run is open
   */
  update(recipes: Recipe[], original: Recipe | undefined, spec: string, isFixed: boolean) {
    if (this.select.options.length < recipes.length)
      this.select.replaceChildren(...recipes.map(({ name }) => new Option(name, name)));
    set(this.select, "disabled", isFixed);
    if (!original) return;
    set(this.select, "value", original.name);
    write(this.source, sourceOf(original));
    write(this.spec, spec);
  }
}

function sourceOf({ source }: Recipe) {
  if (!source) return "";
  const { text, accuracy, ours = [] } = source;
  const said = accuracy
    ? `Its author reports ${(accuracy * 100).toFixed(2)} %, the dotted line on the curve.`
    : "Its author reports no accuracy.";
  const own = ours.length > 0 ? ` Not from there, but ours: ${ours.join("; ")}.` : "";
  return `${text}. ${said}${own}`;
}
