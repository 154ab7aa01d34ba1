// What lies under the chart's lines: the grid, and the figures of the two scales and of the epochs.
import { accuracyTicks, epochTicks, lossTicks } from "./plot";
import type { Frame } from "./frame";

/** Pixels that a figure takes along the x axis, and the least between two lines. */
const FIGURE = 30;
const GAP = 6;

export function Grid({ frame }: { frame: Frame }) {
  const { bounds, left, right, top, bottom, x, heights } = frame;
  const width = right - left;
  const rows = [
    ...accuracyTicks(bounds).map((tick) => ({ tick, y: heights.accuracy({ accuracy: tick / 100 }) })),
    ...lossTicks(bounds).map((tick) => ({ tick, y: heights.loss({ loss: tick }) })),
  ];
  const figures = epochTicks(bounds.epochs, width / FIGURE);
  const columns = bounds.epochs <= width / GAP ? epochTicks(bounds.epochs, Infinity) : figures;
  return (
    <g>
      <path class="grid" d={rows.map(({ y }) => `M${left} ${crisp(y)}H${right}`).join("")} />
      <path class="grid" d={columns.map((epoch) => `M${crisp(x(epoch))} ${top}V${bottom}`).join("")} />
      <path class="axis" d={`M${left} ${crisp(bottom)}H${right}`} />
      {rows.map(({ tick, y }) => (
        <text key={y} class="tick" x={left - 8} y={y} text-anchor="end">
          {tick}
        </text>
      ))}
      {figures.map((epoch) => (
        <text key={epoch} class="tick" x={x(epoch)} y={bottom + 14} text-anchor="middle">
          {epoch}
        </text>
      ))}
      <text class="tick" x={right} y={bottom + 32} text-anchor="end">
        epoch
      </text>
    </g>
  );
}

/** In the middle of a pixel, so that a line is one pixel wide. */
const crisp = (pixels: number) => Math.round(pixels) + 0.5;
