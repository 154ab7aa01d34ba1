// What the user's labelled drawings add up to.
import type { LabelledDrawing } from "../../store/labelled-drawings";

/** `counts`: by the digit that was written, then by the one that was read; in the eleventh place what got no answer. */
export type Tally = { total: number; right: number; counts: number[][] };

/** No digit was read. */
export const NONE = 10;

export function tallyOf(drawings: readonly LabelledDrawing[]): Tally {
  const counts = Array.from({ length: 10 }, () => new Array<number>(11).fill(0));
  for (const { label, read } of drawings) counts[label][read ?? NONE]++;
  return { total: drawings.length, right: drawings.filter(({ label, read }) => label === read).length, counts };
}

/** Of one drawing at least. */
export function scoreWords({ total, right, counts }: Tally) {
  const mistakes = counts.flatMap((row, written) => row.map((count, read) => ({ count, written, read })));
  const [worst] = mistakes.filter(({ written, read }) => written !== read).sort((a, b) => b.count - a.count);
  const share = shareWords(total, right);
  if (worst.count === 0) return share;
  const as = `your ${worst.written} ${worst.read === NONE ? "got no answer" : `was read as ${worst.read}`}`;
  if (total === 1) return `${share} ${as[0].toUpperCase()}${as.slice(1)}.`;
  return `${share} Most often ${as}, ${worst.count === 1 ? "once" : `${worst.count} times`}.`;
}

function shareWords(total: number, right: number) {
  if (total === 1) return right ? "It read your digit right." : "It did not read your digit right.";
  if (right === total)
    return total === 2 ? "It read both of your digits right." : `It read all of your ${total} digits right.`;
  if (right === 0) return `It read none of your ${total} digits right.`;
  return `It read ${right} of your ${total} digits right: ${Math.round((100 * right) / total)} %.`;
}
