// Marks the document with the state of the reading, which the style follows.
import { set } from "../lib/write.js";

const root = document.documentElement;

export class State {
  /** @param {import("../lib/reading.js").Reading} reading */
  update({ state }) {
    set(root.dataset, "state", state);
    set(root.dataset, "ready", String(state !== "loading" && state !== "failed"));
  }
}
