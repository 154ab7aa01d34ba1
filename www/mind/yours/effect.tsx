// What a fine-tuning does: before and after, side by side.
import type { Row } from "./words";

interface Props {
  /** Of the user's digits. */
  rows: Row[];
  /** Of the test images. */
  known: Row;
}

export const Effect = ({ rows, known }: Props) => (
  <table class="effect">
    <caption class="visually-hidden">What teaching it does</caption>
    <thead>
      <tr>
        <td />
        <th scope="col">Before</th>
        <th scope="col">After</th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row, i) => (
        <Line key={i} name={i === 0 ? "last" : "marked"} row={row} />
      ))}
      <Line name="test" row={known} />
    </tbody>
  </table>
);

const Line = ({ name, row: { what, before, after } }: { name: string; row: Row }) => (
  <tr>
    <th scope="row">{what}</th>
    <td data-testid={`${name}-before`}>{before}</td>
    <td data-testid={`${name}-after`}>{after}</td>
  </tr>
);
