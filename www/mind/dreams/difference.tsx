// Ink that was added and ink that was removed, in the two colours of attribution.
import { useLayoutEffect, useRef } from "preact/hooks";
import { SIDE } from "../../ui/greys";
import { paletteOf } from "../../ui/palette";
import { paintSigned } from "../../ui/signed";
import { theme } from "../../ui/theme";

interface Props {
  /** In −1..1, one a pixel. */
  difference: Float32Array;
  /** What gets full colour. */
  most: number;
  label: string;
  testid: string;
}

export function Difference({ difference, most, label, testid }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = theme.value;
  useLayoutEffect(() => {
    if (!canvas.current) return;
    const { sheet, for: above, against: below } = paletteOf(canvas.current);
    paintSigned(canvas.current, difference, SIDE, most, { paper: sheet, above, below });
  }, [difference, most, colours]);
  return (
    <canvas
      ref={canvas}
      class="digit-image"
      width={SIDE}
      height={SIDE}
      role="img"
      aria-label={label}
      data-testid={testid}
    />
  );
}
