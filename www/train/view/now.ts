// The drawing as the network in training reads it at this moment, beside the chart where the pad is out of sight.
import { find } from "../../ui/find";
import { words, type Reading } from "../../engine/prediction";
import { write } from "../../ui/write";
import { Seen } from "../../read/seen";

export class Now {
  readonly container: HTMLElement;
  readonly seen: Seen;
  readonly says: HTMLElement;

  constructor(container: HTMLElement) {
    this.container = container;
    this.seen = new Seen(find("canvas", HTMLCanvasElement, container));
    this.says = find("span", HTMLElement, container);
  }

  /** @param reading none without a run */
  update(reading: Reading | null) {
    this.container.classList.toggle("asleep", !reading);
    if (!reading) return;
    this.seen.update(reading);
    const [sure, then] = words(reading);
    write(this.says, reading.state === "read" ? `It reads a ${reading.ranking[0]}, ${sure}` : `${sure}: ${then}`);
  }

  recolour() {
    this.seen.recolour();
  }
}
