// What the user's marks add up to.
import type { Mark } from "../../store/labelled-drawings";

/** `counts`: by the digit that was written, then by the one that was read; in the eleventh place what got no answer. */
export type Tally = { total: number; right: number; counts: number[][] };

/** No digit was read. */
export const NONE = 10;

export function tallyOf(marks: Mark[]): Tally {
  const counts = Array.from({ length: 10 }, () => new Array<number>(11).fill(0));
  for (const { label, read } of marks) counts[label][read ?? NONE]++;
  return { total: marks.length, right: marks.filter(({ label, read }) => label === read).length, counts };
}

export function scoreWords({ total, right, counts }: Tally) {
  if (total === 0) return "Nothing marked yet.";
  const share = `${right} of your ${total} ${total === 1 ? "digit was" : "digits were"} read right: ${Math.round((100 * right) / total)} %.`;
  const mistakes = counts.flatMap((row, written) => row.map((count, read) => ({ count, written, read })));
  const [worst] = mistakes.filter(({ written, read }) => written !== read).sort((a, b) => b.count - a.count);
  if (worst.count === 0) return share;
  const as = worst.read === NONE ? "got no answer" : `was read as ${worst.read}`;
  return `${share} Most often your ${worst.written} ${as}, ${worst.count === 1 ? "once" : `${worst.count} times`}.`;
}
