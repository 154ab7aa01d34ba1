// What the four dots want, and how it is said.
import type { Point } from "./geometry";

export const GATES = ["AND", "OR", "NAND", "XOR"] as const;
export type Gate = (typeof GATES)[number];

export const DOTS: readonly Point[] = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
];

/** One a dot: whether it wants a yes. */
export const WANTED: Readonly<Record<Gate, readonly boolean[]>> = {
  AND: [false, false, false, true],
  OR: [false, true, true, true],
  NAND: [true, true, true, false],
  XOR: [false, true, true, false],
};

export const MEANINGS: Readonly<Record<Gate, string>> = {
  AND: "AND: yes only where both are 1.",
  OR: "OR: yes where one of them is 1, or both.",
  NAND: "NAND: no only where both are 1. M. Nielsen’s: −2, −2, +3.",
  XOR: "XOR: yes where one is 1, but not both.",
};

export const isRight = (gate: Gate, dot: number, outputs: readonly boolean[]) => outputs[dot] === WANTED[gate][dot];

export const rightOf = (gate: Gate, outputs: readonly boolean[]) =>
  DOTS.filter((_, dot) => isRight(gate, dot, outputs)).length;

/** The gate that these outputs are, if any. */
export const gateOf = (outputs: readonly boolean[]) => GATES.find((gate) => rightOf(gate, outputs) === DOTS.length);
