// Asks how the network that the page shows reads synthetic handwriting, and now and then again as it learns.
import { Inquiry } from "./inquiry.js";

/** @typedef {import("../readers.js").Shown} Shown */

export class Hands extends Inquiry {
  /** @type {{ hands: import("./protocol.js").Hand[], reader: import("../crate.js").Reader } | null} */
  read = null;

  /** @override @param {Shown} shown */
  isAnswered({ reader }) {
    return this.read?.reader === reader;
  }

  /** @override @param {Shown} shown */
  canWait({ run }) {
    return run?.isBusy === true;
  }

  /** @override @type {Inquiry["ask"]} */
  async ask({ reader }, snapshot, transfer) {
    const { hands, ms } = await this.bridge.request("hands", { snapshot }, transfer);
    this.read = { hands, reader };
    return ms;
  }
}
