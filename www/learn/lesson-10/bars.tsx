// How much of the error reaches each layer: the answer's above, then layer by layer back to the first.
import { barOf, factorWords, shareWords, type Row } from "./deep";

interface Props {
  /** None before there is anything to show. */
  rows: readonly Row[];
  /** They are of what is set now, and not of what was set before. */
  isNow: boolean;
  depth: number;
  isOpen: boolean;
}

const TICKS = [
  { share: 0.0001, words: "0.01 %" },
  { share: 1, words: "100 %" },
] as const;

export const Bars = ({ rows, isNow, depth, isOpen }: Props) => (
  <div class="gradients">
    <ol data-testid="layers">
      {Array.from({ length: depth + 1 }, (_, i) => (
        <Layer key={i} layer={i === 0 ? 0 : depth + 1 - i} row={rows[i]} isNow={isNow} isOpen={isOpen} />
      ))}
    </ol>
    <p class="ticks" aria-hidden="true">
      <span>
        {TICKS.map(({ share, words }) => (
          <i key={words} style={{ left: `${barOf(share) * 100}%` }}>
            {words}
          </i>
        ))}
      </span>
      <small>slopes × weights</small>
    </p>
    <p class="scale">Each line to the right: 10 times more.</p>
  </div>
);

interface LayerProps {
  layer: number;
  row: Row | undefined;
  isNow: boolean;
  isOpen: boolean;
}

function Layer({ layer, row, isNow, isOpen }: LayerProps) {
  // The answer's own error is where all begins, and no secret.
  const drawn = isOpen || layer === 0 ? row : undefined;
  const known = isNow || layer === 0 ? drawn : undefined;
  return (
    <li>
      <span>{layer === 0 ? "answer" : `layer ${layer}`}</span>
      <i class="bar" aria-hidden="true">
        <i style={{ inlineSize: `${drawn ? barOf(drawn.share) * 100 : 0}%` }} />
      </i>
      <small>
        {known && layer > 0 && (
          <>
            <span class="visually-hidden">slopes times weights: </span>
            {`${factorWords(known.slopes)} × ${factorWords(known.weights)}`}
          </>
        )}
      </small>
      <b>{known ? shareWords(known.share) : "?"}</b>
    </li>
  );
}
