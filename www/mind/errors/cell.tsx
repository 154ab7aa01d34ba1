// The images of one cell of the matrix, ten at a time.
import { useMemo, useState } from "preact/hooks";
import { Gallery } from "./gallery";
import { cellText, imagesOf, type Pair } from "./words";
import type { Evaluation } from "../worker/protocol";

const AT_ONCE = 10;

/** Another pair begins with ten again: it is another cell (`key`). */
export function Cell({ evaluation, pair }: { evaluation: Evaluation; pair: Pair }) {
  const [most, setMost] = useState(AT_ONCE);
  const all = useMemo(() => imagesOf(evaluation, pair), [evaluation, pair.written, pair.read]);
  const some = all.slice(0, most);
  return (
    <div class="cell" role="group" aria-label="The images of one cell">
      <p data-testid="cell-text" aria-live="polite">
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
