// Wires the hands: the network that reads → its readings of synthetic handwriting → view.
import { byHardness } from "./words";
import { inTurn } from "../../ui/in-turn";
import { Sight } from "../../ui/sight";
import { HandsView } from "./view";
import { Hands } from "./reading";
import { Without } from "./without";
import type { MindBridge } from "../mind";
import type { Shown } from "../../app/readers";

/** @param take to the pad */
export function wireHands(
  container: HTMLElement,
  tile: HTMLTemplateElement,
  bridge: MindBridge,
  take: (image: Float32Array, words: string) => void,
) {
  let shown: Shown | null = null;
  /** Until somebody chooses, the one with the hardest hand. */
  let digit: number | null = null;

  const refresh = inTurn(() => {
    // Nothing is asked for that nobody sees.
    if (!shown || !sight.isAny) return;
    hands.update(shown);
    without.update(shown);
    const isCompared = (hands.read?.shown ?? shown).isPretrained;
    const read = hands.read?.hands ?? [];
    const all =
      isCompared && without.hands.length > 0
        ? read.map((hand, i) => ({ ...hand, without: without.hands[i].right }))
        : read;
    if (all.length > 0) digit ??= byHardness(all)[0].digit;
    view.update(all, digit, hands.fault);
    view.compare(all, isCompared, without.fault);
  });
  const sight = new Sight([container], refresh);
  const hands = new Hands(bridge, refresh);
  const without = new Without(bridge, refresh);
  const view = new HandsView(container, tile, {
    chosen(asked) {
      digit = asked;
      for (const inquiry of [hands, without]) inquiry.retry();
      refresh();
    },
    more: refresh,
    taken: ({ digit, name, hardest }) => take(hardest.image, `On the pad: ${digit}, ${name}.`),
  });
  return {
    update(now: Shown | null) {
      shown = now;
      refresh();
    },
    recolour: () => view.recolour(),
  };
}
