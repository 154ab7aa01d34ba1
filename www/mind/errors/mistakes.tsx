// The commonest mistakes as rows that a finger can press.
import { useMemo } from "preact/hooks";
import { commonest, isSame, type Pair } from "./words";
import type { Evaluation } from "../worker/protocol";

const MOST = 8;

interface Props {
  evaluation: Evaluation;
  /** Whose images are shown. */
  picked: Pair;
  onPick: (pair: Pair) => void;
}

export function Mistakes({ evaluation, picked, onPick }: Props) {
  const pairs = useMemo(() => commonest(evaluation, MOST), [evaluation]);
  return (
    <div class="mistakes">
      <h2 id="mistakes-title">Commonest mistakes</h2>
      <ol aria-labelledby="mistakes-title">
        {pairs.map((pair, i) => (
          <li key={i}>
            <button
              type="button"
              data-testid={`mistake-${i}`}
              aria-pressed={isSame(picked, pair)}
              onClick={() => onPick({ written: pair.written, read: pair.read })}
            >
              <span>{`${pair.written} read as ${pair.read}`}</span>
              <b>{pair.count}</b>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
