// Asks how the network that came with the page would read synthetic handwriting had it been trained without: another one was.
import { modelFile } from "../../engine/files";
import { download } from "../../engine/download";
import { Inquiry } from "../inquiry";
import type { Hand } from "../worker/protocol";
import type { Shown } from "../../app/readers";

export class Without extends Inquiry {
  /** One a style, once they are read. */
  hands: Hand[] = [];
  #attempts = 0;

  /** No other is compared. */
  override isAnswered({ isPretrained }: Shown) {
    return !isPretrained || this.hands.length > 0;
  }

  override canWait() {
    return false;
  }

  override async ask() {
    const fresh = this.#attempts++ > 0;
    const file = await download(modelFile("withoutHandwriting"), {
      name: "The network without such drawings",
      fresh,
      arrived() {},
    });
    const { hands, ms } = await this.bridge.request("hands", { file }, [file.buffer]);
    this.hands = hands;
    return ms;
  }
}
