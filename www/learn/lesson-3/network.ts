// One neuron behind one line, or two into a third, as networks of the crate; and every line tried with the first.
import type { Network } from "../../engine/networks";
import { denseRecipe } from "../networks";
import { DOTS, GATES, rightOf, type Gate } from "./gates";
import { EVERY_LINE, swapped, weightsOf, type Line, type Weights } from "./geometry";

const step = { inputs: 2, hidden: "step", last: "step", loss: "squared_error" } as const;
export const ONE = denseRecipe({ ...step, name: "Lesson 3, one line", units: [1] });
export const TWO = denseRecipe({ ...step, name: "Lesson 3, two lines", units: [2, 1] });

/** It says yes where both lines do. */
export const THIRD: Weights = { across: 2, up: 2, bias: -3 };

/** One a dot. */
export interface Answers {
  outputs: readonly boolean[];
  sums: readonly number[];
}

/** One a dot; what the two lines say is where the third neuron sees it. */
export interface HiddenAnswers {
  outputs: readonly boolean[];
  hidden: readonly (readonly [a: number, b: number])[];
}

export function oneLine(line: Line) {
  const { across, up, bias } = weightsOf(line);
  return Float32Array.of(across, up, bias);
}

export function twoLines([a, b]: readonly [Line, Line]) {
  const [first, second] = [weightsOf(a), weightsOf(b)];
  const links = [first.across, second.across, first.up, second.up];
  return Float32Array.of(...links, first.bias, second.bias, THIRD.across, THIRD.up, THIRD.bias);
}

const activationsOf = (network: Network) => DOTS.map((dot) => network.activations(Float32Array.from(dot)));

export function answersOf(network: Network): Answers {
  const activations = activationsOf(network);
  return {
    sums: activations.map(([sum]) => sum),
    outputs: activations.map(([, output]) => output === 1),
  };
}

export function hiddenAnswersOf(network: Network): HiddenAnswers {
  const activations = activationsOf(network);
  return {
    hidden: activations.map(([, , a, b]) => [a, b]),
    outputs: activations.map(([, , , , , output]) => output === 1),
  };
}

/** A neuron for each line, side by side; the last one is not asked. */
export const EVERY = denseRecipe({ ...step, name: "Lesson 3, every line", units: [EVERY_LINE.length, 1] });

function everyLine(lines: readonly Line[]) {
  const weights = lines.map(weightsOf);
  const own = [
    ...weights.map(({ across }) => across),
    ...weights.map(({ up }) => up),
    ...weights.map(({ bias }) => bias),
  ];
  const last = Array<number>(lines.length + 1).fill(0);
  return Float32Array.from([...own, ...last]);
}

/** By gate, the lines that do it: every line is tried, both ways round. */
export function search(networkOf: (weights: Float32Array) => Network): Readonly<Record<Gate, readonly Line[]>> {
  const found: Record<Gate, Line[]> = { AND: [], OR: [], NAND: [], XOR: [] };
  for (const lines of [EVERY_LINE, EVERY_LINE.map(swapped)]) {
    const activations = activationsOf(networkOf(everyLine(lines)));
    for (const [i, line] of lines.entries()) {
      // The neurons' sums come first, then what they say.
      const outputs = activations.map((values) => values[lines.length + i] === 1);
      for (const gate of GATES) if (rightOf(gate, outputs) === DOTS.length) found[gate].push(line);
    }
  }
  return found;
}
