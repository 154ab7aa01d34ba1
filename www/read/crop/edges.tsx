// The edges of the box as four sliders, for who moves no pointer and has no arrow keys: a screen reader on a phone.
import type { Box } from "../../engine/drawing";
import { setBox } from "../../store/drawing";
import { EDGES } from "./words";

/** Per cent of the photograph that are left between two edges, at least. */
const LEAST = 5;

/** Out of the way of the Tab key: the box itself takes every key. */
export const Edges = ({ box }: { box: Box }) => (
  <>
    {EDGES.map(({ edge, name }) => {
      const [least, most] = limitsOf(box, edge);
      return (
        <input
          key={edge}
          class="visually-hidden"
          type="range"
          tabIndex={-1}
          min={least}
          max={most}
          value={Math.round(100 * box[edge])}
          aria-label={name}
          aria-valuetext={`at ${Math.round(100 * box[edge])} %`}
          data-testid={`crop-${edge}`}
          onInput={({ currentTarget }) => setBox({ ...box, [edge]: Number(currentTarget.value) / 100 }, false, false)}
        />
      );
    })}
  </>
);

/** Per cent at which an edge may lie. */
function limitsOf(box: Box, edge: keyof Box): [number, number] {
  if (edge === "left") return [0, Math.max(0, Math.floor(100 * box.right) - LEAST)];
  if (edge === "top") return [0, Math.max(0, Math.floor(100 * box.bottom) - LEAST)];
  if (edge === "right") return [Math.min(100, Math.ceil(100 * box.left) + LEAST), 100];
  return [Math.min(100, Math.ceil(100 * box.top) + LEAST), 100];
}
