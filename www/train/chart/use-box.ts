// The size of the chart's box and of what stands beside its axes, in pixels.
import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

export interface Box {
  width: number;
  height: number;
  /** Beside the plot, as the style has them: for the figures of the scales, and for the last values. */
  left: number;
  right: number;
}

/** @returns null until it is measured */
export function useBox(element: RefObject<HTMLElement | null>): Box | null {
  const [box, setBox] = useState<Box | null>(null);
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    const measure = () => setBox(boxOf(current));
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    measure();
    return () => observer.disconnect();
  }, []);
  return box;
}

function boxOf(element: HTMLElement): Box | null {
  const { clientWidth: width, clientHeight: height } = element;
  const style = getComputedStyle(element);
  const pixels = (name: string) => parseFloat(style.getPropertyValue(name));
  return width > 0 ? { width, height, left: pixels("--plot-left"), right: pixels("--plot-right") } : null;
}
