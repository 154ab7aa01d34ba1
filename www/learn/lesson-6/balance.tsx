// What the right digit lacks, to the left of 0, and what the others have too much, to the right: always as long.
import { sum, total } from "./words";
import { DIGITS } from "../../ui/digits";

/** The least part that has room for its digit. */
const LEGIBLE = 0.07;

/** @param differences none before they are shown */
export function Balance({ differences }: { differences: readonly number[] | null }) {
  const lacks = sum((differences ?? []).filter((one) => one < 0));
  const extra = sum((differences ?? []).filter((one) => one > 0));
  return (
    <div class="balance" data-testid="balance">
      <p>
        <span>
          too little <b>{differences ? (-lacks).toFixed(3) : "?"}</b>
        </span>
        <b data-testid="sum">{differences ? `together ${total(differences)}` : "together ?"}</b>
        <span>
          <b>{differences ? extra.toFixed(3) : "?"}</b> too much
        </span>
      </p>
      <div class="balance-scale" aria-hidden="true">
        <i class="lacks" style={{ inlineSize: `${-lacks * 50}%` }} />
        <span style={{ inlineSize: `${extra * 50}%` }}>
          {differences &&
            DIGITS.filter((digit) => differences[digit] > LEGIBLE).map((digit) => (
              <i key={digit} style={{ inlineSize: `${(differences[digit] / extra) * 100}%` }}>
                {digit}
              </i>
            ))}
        </span>
      </div>
    </div>
  );
}
