// Marks the document with the state of the reading, which the style follows.
import { set } from "../lib/write.js";

const root = document.documentElement;

export class State {
  /** Everything else is there too, or will not come. */
  isWhole = false;

  /** @param {import("../lib/reading.js").Reading} reading */
  update({ state }) {
    set(root.dataset, "state", state);
    set(root.dataset, "ready", String(this.isWhole && state !== "loading" && state !== "failed"));
  }
}
