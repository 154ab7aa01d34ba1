// Values on a square grid as ink, from none to dark, without steps from one to the next.
import { useLayoutEffect, useRef } from "preact/hooks";
import { paletteOf } from "../../ui/palette";
import { theme } from "../../ui/theme";

/** @param values in 0..1, [side × side], row by row from below */
export function Shade({ values, side }: { values: ArrayLike<number>; side: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = theme.value;
  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!canvas.current || !context) return;
    const { ink } = paletteOf(canvas.current);
    const picture = context.createImageData(side, side);
    for (let i = 0; i < side * side; i++) {
      // The picture begins at its upper left corner.
      const at = (side - 1 - Math.floor(i / side)) * side + (i % side);
      picture.data.set([...ink, 255 * values[i]], 4 * at);
    }
    context.putImageData(picture, 0, 0);
  }, [values, side, colours]);
  return <canvas class="shade" ref={canvas} width={side} height={side} aria-hidden="true" />;
}
