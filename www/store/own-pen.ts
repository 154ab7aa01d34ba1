// The page's own pen: writes strokes on the pad at the speed of a hand, as if somebody did.
import type { Stroke } from "../../npm/src/reader/drawing";
import { beginStroke, clear, drawing, endStroke, extendStroke } from "./drawing";

const POINTS_PER_SECOND = 60;

let frame = 0;

/** There was ink before it began. */
let isAdding = false;

/** Writes what is left, up to so many steps in all. @returns whether there is more */
let writeUpTo: (steps: number) => boolean = () => false;

/** @param isAtOnce shows the end, without the way there */
export function write(strokes: readonly Stroke[], isAtOnce: boolean) {
  stopWriting();
  isAdding = drawing.peek().strokes.length > 0;
  const steps = stepsOf(strokes);
  const rate = isAtOnce ? Infinity : POINTS_PER_SECOND;
  const start = performance.now();
  let done = 0;
  let last = drawing.peek();
  writeUpTo = (most) => {
    // What somebody else put on the pad meanwhile stays as it is.
    if (drawing.peek() !== last) return false;
    for (; done < most; done++) if (steps.next().done) return false;
    last = drawing.peek();
    return true;
  };
  const advance = (now: number) => {
    if (!writeUpTo(((now - start) / 1000) * rate)) return void stopWriting();
    frame = requestAnimationFrame(advance);
  };
  frame = requestAnimationFrame(advance);
}

/** What is being written is there at once. */
export function finishWriting() {
  if (isWriting()) writeUpTo(Infinity);
  stopWriting();
}

/** It makes way for the user's own pen: what it writes on a blank pad goes, and what it adds to other ink is there at once. */
export function makeWay() {
  if (!isWriting()) return;
  if (isAdding) return finishWriting();
  stopWriting();
  clear();
}

/** Writes a 3 on a blank pad, for who does not want to draw one. */
export function writeThree() {
  clear();
  write(THREE, matchMedia("(prefers-reduced-motion: reduce)").matches);
}

/** @returns whether there was something to stop */
export function stopWriting() {
  const wasWriting = frame !== 0;
  cancelAnimationFrame(frame);
  frame = 0;
  return wasWriting;
}

export const isWriting = () => frame !== 0;

function* stepsOf(strokes: readonly Stroke[]) {
  for (const [x, y, ...rest] of strokes) {
    yield beginStroke(x, y);
    for (let i = 0; i < rest.length; i += 2) yield extendStroke(rest[i], rest[i + 1]);
    yield endStroke();
  }
}

/** A 3 as a hand writes it: the pen's place sixty times a second, slower where it turns. */
export const THREE: readonly Stroke[] = [
  [
    0.301, 0.263, 0.303, 0.26, 0.307, 0.254, 0.31, 0.248, 0.315, 0.239, 0.32, 0.23, 0.328, 0.217, 0.337, 0.203, 0.351,
    0.189, 0.369, 0.176, 0.391, 0.163, 0.416, 0.151, 0.447, 0.143, 0.48, 0.139, 0.515, 0.14, 0.552, 0.146, 0.587, 0.159,
    0.62, 0.181, 0.646, 0.21, 0.662, 0.244, 0.666, 0.282, 0.658, 0.318, 0.642, 0.35, 0.622, 0.376, 0.6, 0.397, 0.578,
    0.416, 0.556, 0.43, 0.535, 0.441, 0.517, 0.451, 0.501, 0.457, 0.488, 0.462, 0.476, 0.465, 0.468, 0.468, 0.461, 0.47,
    0.456, 0.472, 0.452, 0.473, 0.457, 0.474, 0.461, 0.474, 0.468, 0.474, 0.475, 0.474, 0.485, 0.474, 0.497, 0.475,
    0.511, 0.475, 0.527, 0.476, 0.545, 0.479, 0.566, 0.485, 0.588, 0.492, 0.612, 0.503, 0.637, 0.518, 0.66, 0.537,
    0.681, 0.562, 0.698, 0.591, 0.709, 0.625, 0.712, 0.66, 0.705, 0.698, 0.69, 0.732, 0.669, 0.763, 0.642, 0.792, 0.613,
    0.813, 0.579, 0.831, 0.546, 0.843, 0.513, 0.85, 0.481, 0.854, 0.45, 0.853, 0.423, 0.849, 0.397, 0.842, 0.375, 0.834,
    0.355, 0.824, 0.338, 0.813, 0.326, 0.803, 0.315, 0.793, 0.306, 0.785, 0.299, 0.778, 0.293, 0.772, 0.288, 0.768,
    0.285, 0.765, 0.281, 0.761,
  ],
];
