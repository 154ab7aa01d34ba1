// Asks how the network that the page shows reads synthetic handwriting, and now and then again as it learns.
import { Inquiry } from "./inquiry.js";

/** @typedef {import("../readers.js").Shown} Shown */

export class Hands extends Inquiry {
  /** @type {{ hands: import("./protocol.js").Hand[], shown: Shown } | null} */
  read = null;

  /** @override @param {Shown} shown */
  isAnswered({ reader }) {
    return this.read?.shown.reader === reader;
  }

  /** @override @param {Shown} shown */
  canWait({ run }) {
    return run?.isBusy === true;
  }

  /** @override @type {Inquiry["ask"]} */
  async ask(shown, snapshot, transfer) {
    const { hands, ms } = await this.bridge.request("hands", { snapshot }, transfer);
    this.read = { hands, shown };
    return ms;
  }
}
