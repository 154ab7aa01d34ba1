// What the page says about its network, filled in when the network is here.
import { find } from "../lib/find.js";
import { whole } from "../lib/format.js";
import { write } from "../lib/write.js";

export class About {
  /** @param {HTMLElement} container @param {{ watch: () => void }} events */
  constructor(container, { watch }) {
    this.container = container;
    this.size = find("#size", HTMLElement, container);
    this.shape = find("#shape", HTMLElement, container);
    find("#watch", HTMLButtonElement, container).addEventListener("click", watch);
  }

  /** @param {{ name: string, widths: number[], parameters: number } | null} facts */
  update(facts) {
    if (!facts) return;
    write(this.size, whole(facts.parameters));
    write(this.shape, `${facts.name}: ${facts.widths.join(" → ")}`);
  }
}
