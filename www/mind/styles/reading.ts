// Asks how the active model reads synthetic handwriting, now and then again as it learns, and how the network that came
// with the page would read it had it been trained without.
import { signal } from "@preact/signals";
import { download } from "../../engine/download";
import { modelFile } from "../../engine/files";
import { transferable, type Snapshot } from "../../engine/snapshot";
import { client } from "../client";
import { Inquiry, isLearning } from "../inquiry";
import type { StyleReading } from "../worker/protocol";

class Reading extends Inquiry {
  readonly found = signal<{ styles: StyleReading[]; snapshot: Snapshot } | null>(null);

  override isAnswered(snapshot: Snapshot) {
    return this.found.value?.snapshot === snapshot;
  }

  override canWait() {
    return isLearning.peek();
  }

  override async ask(network: Snapshot) {
    const snapshot = transferable(network);
    const { styles, ms } = await client.request("styles", { snapshot }, [snapshot.weights.buffer]);
    this.found.value = { styles, snapshot: network };
    return ms;
  }
}

class ReadingWithout extends Inquiry {
  /** One a style, once they are read. */
  readonly styles = signal<StyleReading[]>([]);
  #attempts = 0;

  /** No other network is compared. */
  override isAnswered({ origin }: Snapshot) {
    return origin.kind !== "pretrained" || this.styles.value.length > 0;
  }

  override canWait() {
    return false;
  }

  override async ask() {
    const fresh = this.#attempts++ > 0;
    const name = "The network without such drawings";
    const file = await download(modelFile("withoutHandwriting"), { name, fresh, arrived() {} });
    const { styles, ms } = await client.request("styles", { file }, [file.buffer]);
    this.styles.value = styles;
    return ms;
  }
}

export const reading = new Reading();
export const readingWithout = new ReadingWithout();
