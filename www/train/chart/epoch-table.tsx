// The curve of a run as a table, a row an epoch, and as a file.
import { useMemo, useState } from "preact/hooks";
import { saveFile } from "../../ui/save-file";
import { bestOf, csvOf, epochsOf } from "./epochs";
import { lossText } from "./chart-words";
import type { Run } from "../../store/run";

export function EpochTable({ run }: { run: Run }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="epochs" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>The curve as a table</summary>
      {isOpen && <Opened run={run} />}
    </details>
  );
}

function Opened({ run }: { run: Run }) {
  const { points, tests, recipe, seed } = run;
  const epochs = useMemo(() => epochsOf(run), [points, tests]);
  if (epochs.length === 0) return <p class="place">The first row comes at the end of the first epoch.</p>;
  const best = bestOf(epochs);
  const save = () => saveFile(`${recipe.name}-seed-${seed}.csv`, new Blob([csvOf(epochs)], { type: "text/csv" }));
  return (
    <>
      <button type="button" data-testid="save-csv" onClick={save}>
        Save as CSV
      </button>
      <table data-testid="epoch-table">
        <caption class="visually-hidden">
          Loss and accuracy after each epoch, on training and test images, with the best test results marked
        </caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              Epoch
            </th>
            <th scope="colgroup" colSpan={2}>
              Training
            </th>
            <th scope="colgroup" colSpan={2}>
              Test
            </th>
          </tr>
          <tr>
            <th scope="col">Loss</th>
            <th scope="col">Right, %</th>
            <th scope="col">Loss</th>
            <th scope="col">Right, %</th>
          </tr>
        </thead>
        <tbody>
          {epochs.map(({ epoch, training, test }) => (
            <tr key={epoch}>
              <th scope="row">{epoch}</th>
              <td>{training && lossText(training.loss)}</td>
              <td>{training && inPercent(training.accuracy)}</td>
              <td>
                {lossText(test.loss)}
                {epoch === best.loss && <b>lowest loss</b>}
              </td>
              <td>
                {inPercent(test.accuracy)}
                {epoch === best.accuracy && <b>most right</b>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="foot">
        Training images are counted while it learns from them, so their row is the mean over the epoch; the test images
        are read at its end.
      </p>
    </>
  );
}

/** @param share in 0..1 */
const inPercent = (share: number) => (share * 100).toFixed(2);
