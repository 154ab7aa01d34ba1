// What was measured: a row a job, on one core and on all, beside what a core can do at most.
import { speedOf, shareOf } from "./words";
import type { Measured } from "./measure";
import type { Figure } from "./worker/protocol";

export function Figures({ figures, peak, isThreaded }: Measured) {
  const jobs = [...new Set(figures.map(({ job }) => job))];
  const cores = Math.max(...figures.map((figure) => figure.cores));
  const cell = (job: string, i: number, isAll: boolean) => {
    const figure = figures.find((one) => one.job === job && one.cores > 1 === isAll);
    return (
      <td data-testid={`speed-${i}-${isAll ? "all" : "one"}`}>{figure && <Speed figure={figure} peak={peak} />}</td>
    );
  };
  return (
    <>
      <p class="foot">
        Training in images a second. The shares count each product of a weight and a signal as two operations. Products
        with 0, such as paper is, are passed over where that saves time, so a share can be more than a core could do at
        most.
      </p>
      <table>
        <caption class="visually-hidden">
          Each job on one core and on all, in images a second or milliseconds, with its share of what the cores can do
          at most
        </caption>
        <thead>
          <tr>
            <th scope="col">Job</th>
            <th scope="col">One core</th>
            {isThreaded && <th scope="col">{cores > 1 ? `${cores} cores` : "All cores"}</th>}
          </tr>
        </thead>
        <tbody>
          {jobs.map((job, i) => (
            <tr key={job}>
              <th scope="row">{job}</th>
              {cell(job, i, false)}
              {isThreaded && cell(job, i, true)}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const Speed = ({ figure, peak }: { figure: Figure; peak: number }) => (
  <>
    <b>{speedOf(figure)}</b>
    <span>{shareOf(figure, peak)}</span>
  </>
);
