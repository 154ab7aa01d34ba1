// Marks the document with the state of the reading, which the style follows.
const root = document.documentElement;

export class State {
  /** @param {import("../lib/reading.js").Reading} reading */
  update({ state }) {
    root.dataset.state = state;
    root.dataset.ready = String(state !== "loading" && state !== "failed");
  }
}
