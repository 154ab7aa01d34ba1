// The ten ghosts, one of which is asked for: each with its digit, and how much of it comes back.
import { DigitImage } from "../../ui/digit-image";
import { DIGITS } from "../../ui/digits";
import { digit, inOrder, returned, traces } from "./network";
import { share, two } from "./steps";

/** @param isOpen what comes back is shown */
export const Ghosts = ({ isOpen, onAsk }: { isOpen: boolean; onAsk: (digit: number) => void }) => (
  <fieldset class="ghosts ten-across">
    <legend class="visually-hidden">The digit that is asked for</legend>
    {DIGITS.map((one) => {
      const ghost = traces.value?.[one][6];
      const back = isOpen ? returned.value?.[one] : undefined;
      return (
        <label key={one}>
          <input
            type="radio"
            class="visually-hidden"
            name="ghost"
            data-testid={`ghost-${one}`}
            aria-label={back === undefined ? String(one) : `${one}: ${share(back)} comes back`}
            checked={one === digit.value}
            onChange={() => onAsk(one)}
          />
          <span aria-hidden="true">
            <b>{one}</b>
            <DigitImage image={ghost ? inOrder(ghost) : null} />
            <small>{back === undefined ? "?" : two(Math.min(back, 0.99)).slice(1)}</small>
          </span>
        </label>
      );
    })}
  </fieldset>
);
