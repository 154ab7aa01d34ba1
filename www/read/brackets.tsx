// Under each digit on the pad a bracket: which ink is which. They take no press.
import type { FoundDigit } from "../engine/prediction";
import { chosen, reading } from "../store/prediction";

/** Pads from the lowest ink to its bracket: half a pen and a little. */
const BELOW = 0.04;

/** A bracket of ink that reaches the pad's lower edge stands above that. */
const LOWEST = 0.985;

/** Pads that a bracket is wide: on either side of the ink, and at least, as under a 1. */
const BESIDE = 0.008;
const LEAST = 0.045;

const percent = (share: number) => `${(100 * share).toFixed(2)}%`;

export function Brackets() {
  const { digits } = reading.value;
  return (
    <div class="brackets" aria-hidden="true">
      {digits.length > 1 &&
        digits.map((digit, i) => (
          <i
            key={i}
            class={i === chosen.value ? "chosen" : undefined}
            style={placeOf(digit)}
            data-testid={`bracket-${i + 1}`}
          />
        ))}
    </div>
  );
}

function placeOf({ box: { left, right, bottom } }: FoundDigit) {
  const beside = Math.max(BESIDE, (LEAST - (right - left)) / 2);
  const from = Math.max(0, left - beside);
  const to = Math.min(1, right + beside);
  return { left: percent(from), width: percent(to - from), top: percent(Math.min(LOWEST, bottom + BELOW)) };
}
