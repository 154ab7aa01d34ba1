// What the page says about its network, filled in when the network is here.
import { find } from "../ui/find";
import { whole } from "../ui/format";
import { widthsOf } from "../ui/recipe-words";
import { write } from "../ui/write";
import type { Reader } from "../engine/crate";

export class About {
  #reader: Reader | null = null;
  readonly container: HTMLElement;
  readonly size: HTMLElement;
  readonly shape: HTMLElement;

  constructor(container: HTMLElement, { watch }: { watch: () => void }) {
    this.container = container;
    this.size = find("#size", HTMLElement, container);
    this.shape = find("#shape", HTMLElement, container);
    find("#watch", HTMLButtonElement, container).addEventListener("click", watch);
  }

  /** @param reader the network that reads */
  update(reader: Reader | null) {
    if (!reader || reader === this.#reader) return;
    this.#reader = reader;
    const { recipe, description } = reader;
    write(this.size, whole(description.trainable_parameters));
    write(this.shape, `${recipe.name}: ${widthsOf(description).join(" → ")}`);
  }
}
