// Paints what a layer puts out: a cell for each neuron, or for each filter the map of where it finds something.
import type { Stage } from "../engine/stages";

/** As many maps of filters are shown, in a square. */
const MAPS = 25;

/** Units of a layer that are shown. */
export const shownOf = ({ kind, units }: Stage) => (kind === "conv" ? Math.min(MAPS, units) : units);

/** Pixels of the side of a unit's map: one for a neuron. */
const sideOf = ({ kind, width, units }: Stage) => (kind === "conv" ? Math.round(Math.sqrt(width / units)) : 1);

/** @param values of the stage; none leaves the picture bare */
export function paintLayer(canvas: HTMLCanvasElement, stage: Stage, values: Float32Array | null) {
  const side = sideOf(stage);
  const shown = shownOf(stage);
  const columns = Math.ceil(Math.sqrt(shown));
  // Between maps stays a pixel.
  const pitch = side === 1 ? 1 : side + 1;
  const size = columns * pitch - (pitch - side);
  if (canvas.width !== size) canvas.width = canvas.height = size;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser gives the page no canvas to draw on");
  context.clearRect(0, 0, size, size);
  if (!values) return;
  const greys = context.createImageData(size, size);
  const most = values.reduce((most, value) => Math.max(most, value), 0) || 1;
  for (let unit = 0; unit < shown; unit++) {
    const start = Math.floor(unit / columns) * pitch * size + (unit % columns) * pitch;
    for (let place = 0; place < side * side; place++) {
      const value = values[place * stage.units + unit];
      const at = start + Math.floor(place / side) * size + (place % side);
      greys.data[4 * at + 3] = (255 * Math.max(0, value)) / most;
    }
  }
  context.putImageData(greys, 0, 0);
  // The colour, where there is ink.
  context.globalCompositeOperation = "source-in";
  context.fillStyle = getComputedStyle(canvas).getPropertyValue("--ink");
  context.fillRect(0, 0, size, size);
  context.globalCompositeOperation = "source-over";
}
