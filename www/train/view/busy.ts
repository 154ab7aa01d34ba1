// Marks the document while a network learns, which the style follows.
import { set } from "../../ui/write";
import type { Run } from "../../store/run";

export class Busy {
  update(run: Run | null) {
    set(document.documentElement.dataset, "learning", String(run?.isBusy === true));
  }
}
