// A picture of signed numbers in two colours; 0 is paper.
import { useLayoutEffect, useRef } from "preact/hooks";
import { paletteOf, type Palette } from "./palette";
import { paintSigned } from "./signed";
import { theme } from "./theme";

interface Props {
  /** Row by row. */
  values: ArrayLike<number>;
  width: number;
  /** What gets full colour. */
  most: number;
  above?: keyof Palette;
}

const palettes = new Map<string, Palette>();

export function SignedImage({ values, width, most, above = "for" }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = theme.value;
  useLayoutEffect(() => {
    if (!canvas.current) return;
    const palette = palettes.get(colours) ?? paletteOf(canvas.current);
    palettes.set(colours, palette);
    paintSigned(canvas.current, values, width, most, {
      paper: palette.sheet,
      above: palette[above],
      below: palette.against,
    });
  }, [values, width, most, above, colours]);
  return <canvas ref={canvas} aria-hidden="true" />;
}
