// Asks how the network that the page shows reads synthetic handwriting, and now and then again as it learns.
import { Inquiry } from "../inquiry";
import type { Hand, Snapshot } from "../worker/protocol";
import type { Shown } from "../../app/readers";

export class Hands extends Inquiry {
  read: { hands: Hand[]; shown: Shown } | null = null;

  override isAnswered({ reader }: Shown) {
    return this.read?.shown.reader === reader;
  }

  override canWait({ run }: Shown) {
    return run?.isBusy === true;
  }

  override async ask(shown: Shown, snapshot: Snapshot, transfer: Transferable[]) {
    const { hands, ms } = await this.bridge.request("hands", { snapshot }, transfer);
    this.read = { hands, shown };
    return ms;
  }
}
