// The forty by their two features, and what the network makes of every other place.
import { useMemo } from "preact/hooks";
import { crate } from "../../store/program";
import { networkOf } from "../networks";
import { LANDSCAPES, type Kind, type Point } from "./landscapes";
import { Shade } from "./shade";
import type { Dot } from "./forty";

/** What is shown of the features' 0..1. */
const LOW = 0.1;
const SHOWN = 0.8;
/** Places each way. */
const CELLS = 20;
/** How dark a sure 8 is. */
const DARK = 0.45;
const NONE = new Float32Array(CELLS ** 2);

/** How much an 8 the network at these weights takes each place for; null until the crate is here. */
export function answersAt(kind: Kind, weights: Point) {
  const { recipe, inputs } = LANDSCAPES[kind];
  const network = networkOf(recipe, Float32Array.from(weights));
  const at = (cell: number) => LOW + (SHOWN * (cell + 0.5)) / CELLS;
  const places = Array.from({ length: CELLS ** 2 }, (_, i) => inputs([at(i % CELLS), at(Math.floor(i / CELLS))]));
  return network && Array.from(network.query(Float32Array.from(places.flat())));
}

interface Props {
  kind: Kind;
  dots: readonly Dot[] | null;
  weights: Point;
  isOpen: boolean;
}

export function Scatter({ kind, dots, weights, isOpen }: Props) {
  const program = crate.value;
  const shades = useMemo(
    () => answersAt(kind, weights)?.map((answer) => answer * DARK) ?? null,
    [program, kind, weights[0], weights[1]],
  );
  return (
    <div class="scatter" aria-hidden="true">
      <Shade values={(isOpen && shades) || NONE} side={CELLS} />
      <svg viewBox={`${100 * LOW} ${100 * LOW} ${100 * SHOWN} ${100 * SHOWN}`}>
        {dots?.map(({ features: [x, y], label, isYours }, i) => (
          <circle
            key={i}
            class={isYours ? "yours" : label ? "filled" : "hollow"}
            cx={x * 100}
            cy={100 - y * 100}
            r={isYours ? 4 : 2.4}
          />
        ))}
      </svg>
    </div>
  );
}
