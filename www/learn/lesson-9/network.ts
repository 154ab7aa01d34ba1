// Two inputs, three hidden neurons, two outputs: what their numbers are called, and which neurons are alike.
import { xorRecipe } from "../networks";
import type { Examples } from "../worker/protocol";

export const RECIPE = xorRecipe([-0.5, 1.5]);

/** All weights and biases. */
export const PARAMETERS = 17;
export const STEPS = 2000;
/** Steps from one of the networks that are kept to the next. */
export const EVERY = 40;
export const SEEDS = 10;

export const NEURONS = ["A", "B", "C"] as const;

export interface Corner {
  /** Each 0 or 1. */
  x: number;
  y: number;
  /** Their exclusive or. */
  wanted: number;
}

export const CORNERS: readonly Corner[] = [
  { x: 0, y: 0, wanted: 0 },
  { x: 0, y: 1, wanted: 1 },
  { x: 1, y: 0, wanted: 1 },
  { x: 1, y: 1, wanted: 0 },
];

/** A place as the network takes it, whose inputs are shares of its range. */
export const inputsAt = (x: number, y: number) => Float32Array.of((x + 0.5) / 2, (y + 0.5) / 2);

export const EXAMPLES: Examples = {
  images: Float32Array.from(CORNERS.flatMap(({ x, y }) => [...inputsAt(x, y)])),
  labels: Uint8Array.from(CORNERS, ({ wanted }) => wanted),
};

/** The numbers of a hidden neuron, and their places among the weights. */
export const ROWS: readonly { name: string; at: (neuron: number) => number }[] = [
  { name: "x", at: (neuron) => neuron },
  { name: "y", at: (neuron) => 3 + neuron },
  { name: "bias", at: (neuron) => 6 + neuron },
  { name: "to answer\u00a00", at: (neuron) => 9 + 2 * neuron },
  { name: "to answer\u00a01", at: (neuron) => 10 + 2 * neuron },
];

const areAlike = (weights: ArrayLike<number>, one: number, other: number) =>
  ROWS.every(({ at }) => weights[at(one)] === weights[at(other)]);

/** Which of the three neurons have all numbers in common, after they have learnt. */
export function likeness(weights: ArrayLike<number>): string {
  const pairs = [
    [0, 1],
    [1, 2],
    [0, 2],
  ].filter(([one, other]) => areAlike(weights, one, other));
  if (pairs.length === 3) return "Moved alike";
  if (pairs.length === 0) return "All different";
  return `Only ${pairs[0].map((neuron) => NEURONS[neuron]).join(" = ")}`;
}

/** Where the sum of a hidden neuron is 0, on the square from −0.5 to 1.5; null where that is outside, or everywhere. */
export function borderOf(weights: ArrayLike<number>, neuron: number): [number, number][] | null {
  const [u, v, bias] = ROWS.slice(0, 3).map(({ at }) => weights[at(neuron)]);
  const ends: [number, number][] = [];
  for (const edge of [-0.5, 1.5]) {
    const y = -(bias + u * edge) / v;
    if (y >= -0.5 && y <= 1.5) ends.push([edge, y]);
    const x = -(bias + v * edge) / u;
    if (x > -0.5 && x < 1.5) ends.push([x, edge]);
  }
  return ends.length < 2 ? null : [ends[0], ends[ends.length - 1]];
}

/** What is seen on the square, and which neurons have no line there. */
export function keyOf(weights: ArrayLike<number>) {
  const key = "Shaded: it says 1. Line: a neuron’s sum is 0";
  if (NEURONS.every((_, neuron) => ROWS.slice(0, 3).every(({ at }) => weights[at(neuron)] === 0)))
    return `${key}, now everywhere.`;
  const absent = NEURONS.filter((_, neuron) => borderOf(weights, neuron) === null);
  return absent.length > 0 ? `${key}. Outside: ${absent.join(", ")}.` : `${key}.`;
}

type Place = readonly [x: number, y: number];

/** How far along its line a name may stand, the likeliest first. */
const SHARES = [0.5, 0.3, 0.7, 0.15, 0.85];
/** What keeps two names apart. */
const APART = 0.32;

/** Where the discs and the numbers below them are. */
const TAKEN: readonly Place[] = CORNERS.flatMap(({ x, y }): Place[] => [
  [x, y],
  [x, y - 0.2],
]);

/** Where each line has its name, so that names stand apart, also those of lines that lie on each other. */
export function namePlaces(lines: readonly (readonly Place[] | null)[]): (Place | null)[] {
  const taken = [...TAKEN];
  return lines.map((line) => {
    if (!line) return null;
    const [[x1, y1], [x2, y2]] = line;
    const places = SHARES.map((share): Place => [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share]);
    const room = ([x, y]: Place) => Math.min(...taken.map(([u, v]) => Math.hypot(x - u, y - v)));
    const place = places.find((one) => room(one) >= APART) ?? places.sort((a, b) => room(b) - room(a))[0];
    taken.push(place);
    return place;
  });
}
