// Asks how the network that came with the page would read synthetic handwriting had it been trained without: another one was.
import { download } from "../lib/download.js";
import { Inquiry } from "./inquiry.js";

/** @typedef {import("../readers.js").Shown} Shown */

const FILE = "pretrained/reader-mnist.safetensors";

export class Without extends Inquiry {
  /** One a style, once they are read. @type {import("./protocol.js").Hand[]} */
  hands = [];
  #attempts = 0;

  /** No other is compared. @override @param {Shown} shown */
  isAnswered({ isPretrained }) {
    return !isPretrained || this.hands.length > 0;
  }

  /** @override */
  canWait() {
    return false;
  }

  /** @override @type {Inquiry["ask"]} */
  async ask() {
    const fresh = this.#attempts++ > 0;
    const file = await download(new URL(FILE, document.baseURI), { name: "The network without such drawings", fresh, arrived() {} });
    const { hands, ms } = await this.bridge.request("hands", { file }, [file.buffer]);
    this.hands = hands;
    return ms;
  }
}
