// The three links to choose from, each with its weight, the signal that it carries, and the gradient of the loss by its weight.
import { figure } from "../../ui/format";
import { numeral } from "../numeral";
import { KINDS, NAMES, placeOf, type Case, type Name } from "./case";

interface Props {
  /** Null until the network is here. */
  found: Case | null;
  isOpen: boolean;
  chosen: Name;
  onChoose: (name: Name) => void;
}

export const LinkCards = ({ found, isOpen, chosen, onChoose }: Props) => (
  <fieldset class="link-cards">
    <legend class="visually-hidden">The link that is looked at</legend>
    {NAMES.map((name) => {
      const named = found?.links[name];
      const figures = {
        weight: named ? numeral(Number(named.link.weight.toFixed(2))) : "?",
        signal: named ? figure(named.link.signal) : "?",
        blame: named && isOpen ? figure(named.link.gradient) : "?",
      };
      const lines = Object.entries(figures).map(([what, value]) => `${what} ${value}`);
      const place = found && named ? `${placeOf(named, found.says)}, ` : "";
      return (
        <label key={name}>
          <input
            type="radio"
            class="visually-hidden"
            name="link"
            data-testid={`link-${name}`}
            aria-label={`${name}, ${KINDS[name]}: ${place}${lines.join(", ")}`}
            checked={name === chosen}
            onChange={() => onChoose(name)}
          />
          <span>
            <b>
              {name}, {KINDS[name]}
            </b>
            {lines.map((line, i) => (
              <span key={i} data-testid={i === 2 ? `blame-${name}` : undefined}>
                {line}
              </span>
            ))}
          </span>
        </label>
      );
    })}
  </fieldset>
);
