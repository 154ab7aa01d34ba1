// Asks the active model what it takes to read another digit in the drawing, and again when the drawing is another one.
import { signal } from "@preact/signals";
import { transferable, type Snapshot } from "../../engine/snapshot";
import { isDrawing } from "../../store/drawing";
import { image } from "../../store/prediction";
import { client } from "../client";
import { Inquiry, isLearning, isSameNetwork } from "../inquiry";
import type { Changed } from "../worker/protocol";

/** `image`: that it was made of. */
export type Change = Changed & { snapshot: Snapshot; image: Float32Array; digit: number };

class Changer extends Inquiry {
  /** That the drawing shall become; null until somebody chooses. */
  readonly digit = signal<number | null>(null);
  readonly change = signal<Change | null>(null);

  /** What is not asked needs no answer; a stroke is waited for. */
  override isAnswered(snapshot: Snapshot) {
    const [digit, drawn, isOpen, change] = [this.digit.value, image.value, isDrawing.value, this.change.value];
    if (digit === null || !drawn || isOpen) return true;
    return change?.snapshot === snapshot && change.image === drawn && change.digit === digit;
  }

  override canWait(snapshot: Snapshot) {
    const change = this.change.peek();
    if (!change || !isLearning.peek() || change.image !== image.peek() || change.digit !== this.digit.peek())
      return false;
    return isSameNetwork(change.snapshot, snapshot);
  }

  override async ask(snapshot: Snapshot) {
    const [digit, drawn] = [this.digit.peek(), image.peek()];
    if (digit === null || !drawn) return 0;
    const network = transferable(snapshot);
    const question = { snapshot: network, image: drawn, digit };
    const changed = await client.request("change", question, [network.weights.buffer]);
    this.change.value = { ...changed, snapshot, image: drawn, digit };
    return changed.ms;
  }
}

export const changer = new Changer();
