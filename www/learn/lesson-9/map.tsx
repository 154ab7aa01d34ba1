// What the network answers on the square from −0.5 to 1.5, as a picture: the darker, the more it says 1.
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { crate } from "../../store/program";
import { paletteOf } from "../../ui/palette";
import { paintSigned } from "../../ui/signed";
import { theme } from "../../ui/theme";
import { joined } from "../arrays";
import { networkOf } from "../networks";
import { inputsAt, RECIPE } from "./network";

/** How dark full certainty is: lines and discs stay to be seen on it. */
const DARKEST = 0.45;

/** All places of a picture, row by row from the top. */
function placesOf(side: number) {
  const at = (cell: number) => -0.5 + (2 * (cell + 0.5)) / side;
  return joined(Array.from({ length: side * side }, (_, i) => inputsAt(at(i % side), 1 - at(Math.floor(i / side)))));
}

/** Its output for 1, place by place; null until the crate is here. */
function outputsOf(weights: Float32Array, side: number) {
  const outputs = networkOf(RECIPE, weights)?.query(placesOf(side));
  return outputs ? outputs.filter((_, i) => i % 2 === 1) : null;
}

/** @param props no weights: the paper stays bare */
export function OutputMap({ weights, side }: { weights: Float32Array | null; side: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = theme.value;
  const { value: program } = crate;
  const outputs = useMemo(() => weights && outputsOf(weights, side), [weights, side, program]);
  useLayoutEffect(() => {
    if (!canvas.current) return;
    const { sheet, ink } = paletteOf(canvas.current);
    const values = outputs ?? new Float32Array(side * side);
    paintSigned(canvas.current, values, side, 1 / DARKEST, { paper: sheet, above: ink, below: ink });
  }, [outputs, side, colours]);
  return <canvas ref={canvas} class="output-map" width={side} height={side} aria-hidden="true" />;
}
