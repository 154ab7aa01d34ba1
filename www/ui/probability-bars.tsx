// Ten bars, one for each digit.
import { DIGITS } from "./digits";
import type { Prediction } from "../engine/prediction";
import { short } from "./format";

interface Props {
  prediction: Pick<Prediction, "state" | "probabilities" | "ranking">;
  label: string;
  /** The meters are called `NAME-0` to `NAME-9`. */
  name?: string;
  class?: string;
}

export function ProbabilityBars({
  prediction: { state, probabilities, ranking },
  label,
  name,
  class: more = "",
}: Props) {
  return (
    <ol class={`bars ${more}`} aria-label={label}>
      {DIGITS.map((digit) => {
        const probability = probabilities?.[digit] ?? 0;
        // What nobody sees or hears is not worth a change.
        const height = probability.toFixed(4);
        return (
          <li key={digit} class={state === "read" && digit === ranking[0] ? "top" : undefined}>
            <div class="track">
              <i style={{ transform: `scaleY(${height})` }} />
            </div>
            <b aria-hidden="true">{digit}</b>
            <span aria-hidden="true">{probabilities ? short(probability) : ""}</span>
            <meter
              class="visually-hidden"
              data-testid={name && `${name}-${digit}`}
              min="0"
              max="1"
              value={Number(height)}
              aria-label={String(digit)}
              aria-valuetext={probabilities ? `${short(probability)} %` : "not known"}
            />
          </li>
        );
      })}
    </ol>
  );
}
