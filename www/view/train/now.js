// The drawing as the network in training reads it at this moment, beside the chart where the pad is out of sight.
import { find } from "../../lib/find.js";
import { words } from "../../lib/reading.js";
import { write } from "../../lib/write.js";
import { Seen } from "../seen.js";

export class Now {
  /** @param {HTMLElement} container */
  constructor(container) {
    this.container = container;
    this.seen = new Seen(find("canvas", HTMLCanvasElement, container));
    this.says = find("span", HTMLElement, container);
  }

  /** @param {import("../../lib/reading.js").Reading | null} reading none without a run */
  update(reading) {
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
