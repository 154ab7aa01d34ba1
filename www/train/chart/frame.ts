// Where values lie in the chart's box, in pixels.
import { accuracyOf, accuracyScale, lossOf, lossScale, type Bounds } from "./plot";
import type { Point } from "../../store/run";
import type { Box } from "./use-box";

/** Pixels above the plot, and below it for the figures of the epochs. */
const ABOVE = 12;
const BELOW = 40;

export interface Frame {
  bounds: Bounds;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Of the box. */
  width: number;
  x: (epoch: number) => number;
  /** The two heights of a point, each on its own scale. */
  heights: { [S in "accuracy" | "loss"]: (point: Pick<Point, S>) => number };
}

export function frameOf({ width, height, left, right: beside }: Box, bounds: Bounds): Frame {
  const [right, bottom] = [width - beside, height - BELOW];
  const y = ([low, high]: [number, number]) => {
    const pixels = (bottom - ABOVE) / (high - low);
    return (value: number) => bottom - (value - low) * pixels;
  };
  const [ofAccuracy, ofLoss] = [y(accuracyScale(bounds)), y(lossScale(bounds))];
  return {
    bounds,
    left,
    right,
    top: ABOVE,
    bottom,
    width,
    x: (epoch) => left + ((right - left) * epoch) / bounds.epochs,
    heights: {
      accuracy: ({ accuracy }) => ofAccuracy(accuracyOf(accuracy, bounds)),
      loss: ({ loss }) => ofLoss(lossOf(loss, bounds)),
    },
  };
}

/** A line through points, as the path of an SVG. */
export const pathOf = (points: readonly Point[], { x, heights }: Frame, scale: "accuracy" | "loss") =>
  points.map((point, i) => `${i === 0 ? "M" : "L"}${round(x(point.at))} ${round(heights[scale](point))}`).join("");

/** To a tenth of a pixel. */
const round = (pixels: number) => Math.round(pixels * 10) / 10;
