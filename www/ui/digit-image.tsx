// A picture of 28 × 28 greys, as ink on paper.
import { useLayoutEffect, useRef } from "preact/hooks";
import { SIDE, paintGreys } from "./greys";
import { theme } from "./theme";

interface Props {
  /** 784 values in 0..1; none leaves the paper bare. */
  image: ArrayLike<number> | null;
  /** The ink's colour, a custom property of the style: `--accent` if it is the user's own. */
  ink?: "--ink" | "--accent";
  /** In words; without it the picture is passed over by screen readers. */
  label?: string;
  testid?: string;
}

export function DigitImage({ image, ink = "--ink", label, testid }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = theme.value;
  useLayoutEffect(() => {
    if (canvas.current) paintGreys(canvas.current, image, ink);
  }, [image, ink, colours]);
  const role = label === undefined ? { "aria-hidden": true as const } : { role: "img" as const, "aria-label": label };
  return <canvas class="digit-image" ref={canvas} width={SIDE} height={SIDE} data-testid={testid} {...role} />;
}
