// The images of one cell of the matrix, ten at a time.
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { isLearning } from "../inquiry";
import { Gallery } from "./gallery";
import { cellText, imagesOf, type Pair } from "./words";
import type { Evaluation } from "../worker/protocol";

const AT_ONCE = 10;

/** Another pair begins with ten again: it is another cell (`key`). */
export function Cell({ evaluation, pair }: { evaluation: Evaluation; pair: Pair }) {
  const [most, setMost] = useState(AT_ONCE);
  const all = useMemo(() => imagesOf(evaluation, pair), [evaluation, pair.written, pair.read]);
  const some = all.slice(0, most);
  const cell = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    // The button that was pressed is gone: the first of those that it brought follows.
    const isGone = most > AT_ONCE && some.length === all.length;
    const tiles = cell.current?.querySelectorAll<HTMLElement>(".tiles button");
    if (isGone) tiles?.[most - AT_ONCE]?.focus({ preventScroll: true });
  }, [most]);
  return (
    <div class="cell" ref={cell} role="group" aria-label="The images of one cell">
      <p data-testid="cell-text" aria-live={isLearning.value ? "off" : "polite"}>
        {cellText(pair, all.length, some.length)}
      </p>
      <Gallery mistakes={some} name="cell-image" label="Its images" />
      {some.length < all.length && (
        <button type="button" class="link" data-testid="cell-more" onClick={() => setMost(most + AT_ONCE)}>
          Show ten more
        </button>
      )}
    </div>
  );
}
