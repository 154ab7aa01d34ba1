// Paints strokes on a canvas, over the grid of what the network sees.
import { PEN, SIDE, type Stroke } from "../reader/drawing";

export interface Look {
  /** Colours of the grid and of the ink. */
  rule: string;
  ink: string;
  /** The pen's width, as a share of the pad. */
  pen: number;
}

/** Pads: the digits of a number that are lower than this are shown as by a pen that is thinner in proportion. */
const LOW = 0.4;

/**
 * The width of the pen, as a share of the pad: a network sees no pen, so this is for the eye alone.
 * @param digits the boxes of those that were found
 */
export function penFor(digits: readonly { top: number; bottom: number }[]) {
  const height = Math.max(...digits.map(({ top, bottom }) => bottom - top));
  return digits.length > 1 ? PEN * Math.min(1, height / LOW) : PEN;
}

/** @param beneath paints what lies between the grid and the strokes */
export function paintPad(
  canvas: HTMLCanvasElement,
  strokes: readonly Stroke[],
  { rule, ink, pen }: Look,
  beneath?: (context: CanvasRenderingContext2D) => void,
) {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser gives the page no canvas to draw on");
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.strokeStyle = rule;
  grid(context, canvas.width);
  beneath?.(context);
  context.strokeStyle = context.fillStyle = ink;
  context.lineWidth = pen * canvas.width;
  context.lineCap = context.lineJoin = "round";
  for (const stroke of strokes) draw(context, stroke, canvas.width);
}

/** Every fourth line is stronger. */
function grid(context: CanvasRenderingContext2D, size: number) {
  const width = Math.max(1, Math.round(devicePixelRatio * 0.75));
  context.lineWidth = width;
  for (let line = 1; line < SIDE; line++) {
    const at = Math.round((line * size) / SIDE) + (width % 2) / 2;
    context.globalAlpha = line % 4 ? 0.35 : 0.8;
    context.beginPath();
    context.moveTo(at, 0);
    context.lineTo(at, size);
    context.moveTo(0, at);
    context.lineTo(size, at);
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** Curves through the midpoints, and a straight end to where the pen is now. */
function draw(context: CanvasRenderingContext2D, stroke: Stroke, size: number) {
  const at = (i: number) => stroke[i] * size;
  const last = stroke.length - 2;
  context.beginPath();
  if (last === 0) {
    context.arc(at(0), at(1), context.lineWidth / 2, 0, 2 * Math.PI);
    return context.fill();
  }
  context.moveTo(at(0), at(1));
  for (let i = 2; i < last; i += 2)
    context.quadraticCurveTo(at(i), at(i + 1), (at(i) + at(i + 2)) / 2, (at(i + 1) + at(i + 3)) / 2);
  context.lineTo(at(last), at(last + 1));
  context.stroke();
}
