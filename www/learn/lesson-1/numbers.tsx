// A row of the image as the network gets it: 28 numbers.
import { rowOf, valueWords } from "./places";

/** @param props row: from 0 */
export function Numbers({ image, row }: { image: Float32Array | null; row: number }) {
  const values = image ? Array.from(rowOf(image, row)) : [];
  const words = values.map(valueWords);
  return (
    <>
      <p class="visually-hidden" data-testid="row-words">
        {image && `Row ${row + 1} in numbers: ${words.join(", ")}`}
      </p>
      <ol class="row-numbers" aria-hidden="true" data-testid="numbers">
        {words.map((word, i) => (
          <li key={i} data-ink={word === "0" ? undefined : ""}>
            {word}
          </li>
        ))}
      </ol>
    </>
  );
}
