// The ten seeds of a random start, each by the map that it ends with.
import { OutputMap } from "./map";
import { SEEDS } from "./network";
import type { Ends } from "./runs";

interface Props {
  /** Null until they are known. */
  ends: Ends | null;
  seed: number;
  onChoose: (seed: number) => void;
}

const SIDE = 12;

export const Seeds = ({ ends, seed, onChoose }: Props) => (
  <fieldset class="seeds ten-across">
    <legend>Seed</legend>
    {Array.from({ length: SEEDS }, (_, i) => (
      <label key={i}>
        <input
          type="radio"
          class="visually-hidden"
          name="seed"
          data-testid={`seed-${i}`}
          aria-label={`Seed ${i}${ends ? `, ${ends.right[i]} of 4 right` : ""}`}
          checked={i === seed}
          onChange={() => onChoose(i)}
        />
        <span>
          <OutputMap weights={ends?.weights[i] ?? null} side={SIDE} />
          {i}
        </span>
      </label>
    ))}
  </fieldset>
);
