// The weights of one neuron as a stencil that a brush changes: 784 of them row by row, then the bias.

export const SIDE = 28;
export const PIXELS = SIDE * SIDE;

/** [785] */
export type Stencil = Float32Array;

export const BLANK: Stencil = new Float32Array(PIXELS + 1);

export const BRUSHES = { for: 1, against: -1, clean: 0 } as const;
/** Paints weights of 1, of −1, or none. */
export type Brush = keyof typeof BRUSHES;

export const LEAST_BIAS = -60;
export const MOST_BIAS = 60;

/** Pixels; column and row from 0. */
export interface Cell {
  readonly x: number;
  readonly y: number;
}

export const weightsOf = (stencil: Stencil) => stencil.subarray(0, PIXELS);
export const biasOf = (stencil: Stencil) => stencil[PIXELS];
export const isBlank = (stencil: Stencil) => stencil.every((value) => value === 0);

export function withBias(stencil: Stencil, bias: number): Stencil {
  const next = stencil.slice();
  next[PIXELS] = Math.min(MOST_BIAS, Math.max(LEAST_BIAS, bias));
  return next;
}

/** The same where nothing changes. A dab is three pixels wide. */
export function painted(stencil: Stencil, cells: readonly Cell[], brush: Brush): Stencil {
  const next = stencil.slice();
  for (const { x, y } of cells)
    for (let row = Math.max(0, y - 1); row <= Math.min(SIDE - 1, y + 1); row++)
      for (let column = Math.max(0, x - 1); column <= Math.min(SIDE - 1, x + 1); column++)
        next[row * SIDE + column] = BRUSHES[brush];
  return next.every((value, i) => value === stencil[i]) ? stencil : next;
}

/** The cells from one to the next, without the first. */
export function line(from: Cell, to: Cell): Cell[] {
  const steps = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y), 1);
  return Array.from({ length: steps }, (_, i) => ({
    x: Math.round(from.x + ((to.x - from.x) * (i + 1)) / steps),
    y: Math.round(from.y + ((to.y - from.y) * (i + 1)) / steps),
  }));
}

const STEPS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Where an arrow leads from a cell; null for another key. */
export function stepped({ x, y }: Cell, key: string): Cell | null {
  if (!Object.hasOwn(STEPS, key)) return null;
  const [dx, dy] = STEPS[key];
  return inside({ x: x + dx, y: y + dy });
}

/** The nearest cell of the stencil. */
export const inside = ({ x, y }: Cell): Cell => ({ x: within(x), y: within(y) });

const within = (value: number) => Math.min(SIDE - 1, Math.max(0, Math.floor(value)));

/** The mean of some images: [784] */
export function meanOf(images: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(PIXELS);
  for (const image of images) for (let i = 0; i < PIXELS; i++) mean[i] += image[i] / images.length;
  return mean;
}
