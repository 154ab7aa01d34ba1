// The chart in words, for those who do not see it, and the values under a pointer.
import type { Point, Run, Test } from "../../store/run";
import type { Scene } from "./scene";

/** What stands at the end of the last epoch. */
export function spoken({ run, kept, author }: Scene) {
  if (!run && kept.length === 0) return "No run yet";
  const test = run?.tests.findLast(({ epoch_over }) => epoch_over);
  const own = test
    ? `This run, after epoch ${Math.round(test.at)} of ${run?.recipe.epochs}: ${resultOf(test)}.`
    : run
      ? "This run: no epoch is over yet."
      : "";
  const others = kept.flatMap(({ id, tests, recipe }) => {
    const last = tests.at(-1);
    return last && id !== run?.id ? [`Kept run of ${recipe.name}: ${resultOf(last)}.`] : [];
  });
  const reported = author ? [`Its author reports ${percent(author)}.`] : [];
  return [own, ...others, ...reported].join(" ").trim();
}

const resultOf = ({ accuracy, loss }: Test) => `test accuracy ${percent(accuracy)}, test loss ${loss.toFixed(3)}`;

/** The accuracy and the loss of a point. */
export const valuesOf = ({ accuracy, loss }: Point) => `${percent(accuracy)}, loss ${lossText(loss)}`;

/** The one that lies nearest to so many epochs. */
export const nearest = <P extends { at: number }>(points: readonly P[], at: number): P | undefined =>
  points.reduce<P | undefined>(
    (near, other) => (near && Math.abs(near.at - at) <= Math.abs(other.at - at) ? near : other),
    undefined,
  );

/** A run has got so far, in epochs. */
export const reachOf = ({ points, tests }: Run) => Math.max(points.at(-1)?.at ?? 0, tests.at(-1)?.at ?? 0);

/** A loss of any size. */
export const lossText = (loss: number, digits = 3) => (loss < 1000 ? loss.toFixed(digits) : loss.toExponential(1));

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
