// The chart in words, for those who do not see it: what stands at the end of the last epoch.
import type { Scene } from "./plot-paint";

export function spoken({ run, kept, author }: Scene) {
  if (!run && kept.length === 0) return "No run yet";
  const ends = run?.tests.filter(({ epoch_over }) => epoch_over) ?? [];
  const test = ends.at(-1);
  const own = test
    ? `This run, after epoch ${Math.round(test.at)} of ${run?.recipe.epochs}: test accuracy ${percent(test.accuracy)}, test loss ${test.loss.toFixed(3)}.`
    : run
      ? "This run: no epoch is over yet."
      : "";
  const others = kept.flatMap(({ test: last, recipe }) =>
    last
      ? [`Kept run of ${recipe.name}: test accuracy ${percent(last.accuracy)}, test loss ${last.loss.toFixed(3)}.`]
      : [],
  );
  const reported = author ? [`Its author reports ${percent(author)}.`] : [];
  return [own, ...others, ...reported].join(" ").trim();
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
