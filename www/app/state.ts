// Marks the document with the state of the reading, which the style follows.
import { set } from "../ui/write";
import type { Reading } from "../engine/prediction";

const root = document.documentElement;

export class State {
  /** Everything else is there too, or will not come. */
  isWhole = false;

  update({ state }: Reading) {
    set(root.dataset, "state", state);
    set(root.dataset, "ready", String(this.isWhole && state !== "loading" && state !== "failed"));
  }
}
