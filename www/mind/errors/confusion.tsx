// Which digits were read as which: a table of a hundred numbers, in which only errors have a colour.
import { DIGITS } from "../../ui/digits";
import { useMemo } from "preact/hooks";
import { own } from "../../ui/own";
import { countOf, heatOf, isSame, type Pair } from "./words";
import type { Evaluation } from "../worker/protocol";

/** Where the arrow keys go, in rows and columns. */
const KEYS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -10],
  End: [0, 10],
};

interface Props {
  evaluation: Evaluation;
  /** Whose images are shown. */
  picked: Pair;
  onPick: (pair: Pair) => void;
}

export function Confusion({ evaluation, picked, onPick }: Props) {
  const most = useMemo(() => mostWrong(evaluation), [evaluation]);
  return (
    <table class="confusion" onKeyDown={move}>
      <caption class="visually-hidden">Of each written digit, how often it was read as which</caption>
      <thead>
        <tr>
          <td />
          {DIGITS.map((digit) => (
            <th key={digit} scope="col">
              {digit}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {DIGITS.map((written) => (
          <tr key={written}>
            <th scope="row">{written}</th>
            {DIGITS.map((read) => (
              <td key={read}>
                <Cell
                  pair={{ written, read }}
                  count={countOf(evaluation, { written, read })}
                  most={most}
                  isPicked={isSame(picked, { written, read })}
                  onPick={onPick}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  pair: Pair;
  count: number;
  /** Of the cells that hold mistakes. */
  most: number;
  isPicked: boolean;
  onPick: (pair: Pair) => void;
}

function Cell({ pair, count, most, isPicked, onPick }: CellProps) {
  const { written, read } = pair;
  const isRight = written === read;
  return (
    <button
      type="button"
      data-testid={`confusion-${written}-${read}`}
      data-heat={isRight ? "right" : heatOf(count, most)}
      aria-label={`${written} read as ${read}: ${count}`}
      aria-pressed={isPicked}
      tabIndex={isPicked ? 0 : -1}
      onClick={() => onPick(pair)}
    >
      {count === 0 && !isRight ? "" : count}
    </button>
  );
}

const mostWrong = (evaluation: Evaluation) =>
  Math.max(
    1,
    ...DIGITS.flatMap((written) =>
      DIGITS.map((read) => (written === read ? 0 : countOf(evaluation, { written, read }))),
    ),
  );

/** One cell takes the focus by Tab, the arrows go from there. */
function move(event: KeyboardEvent & { currentTarget: HTMLTableElement }) {
  const cells = Array.from(event.currentTarget.querySelectorAll("button"));
  const at = cells.findIndex((cell) => cell === event.target);
  const way = own(KEYS, event.key);
  if (at < 0 || !way) return;
  event.preventDefault();
  const [row, column] = [Math.floor(at / 10) + way[0], (at % 10) + way[1]].map((to) => Math.max(0, Math.min(9, to)));
  cells[10 * row + column].focus();
}
