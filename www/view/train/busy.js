// Marks the document while a network learns, which the style follows.
import { set } from "../../lib/write.js";

export class Busy {
  /** @param {import("../../run.js").Run | null} run */
  update(run) {
    set(document.documentElement.dataset, "learning", String(run?.isBusy === true));
  }
}
