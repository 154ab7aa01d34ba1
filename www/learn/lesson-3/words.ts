// How lesson 3 says its numbers.
import { numeral } from "../numeral";
import { DOTS, WANTED, isRight, type Gate } from "./gates";
import type { Weights } from "./geometry";

const rounded = (value: number) => Math.round(value * 100) / 100 + 0;
const added = (value: number) => (value < 0 ? `− ${numeral(-rounded(value))}` : `+ ${numeral(rounded(value))}`);

/** The neuron's sum: "−2·across − 2·up + 3". */
export const sumOf = ({ across, up, bias }: Weights, [first, second] = ["across", "up"]) =>
  `${numeral(rounded(across))}·${first} ${added(up)}·${second} ${added(bias)}`;

export const dotName = (dot: number) => DOTS[dot].join(", ");

/** A dot for who does not see it: "1, 0: no, wants yes". */
export function dotWords(gate: Gate, dot: number, outputs: readonly boolean[]) {
  const yesOrNo = (isYes: boolean) => (isYes ? "yes" : "no");
  const wants = isRight(gate, dot, outputs) ? "as it wants" : `wants ${yesOrNo(WANTED[gate][dot])}`;
  return `${dotName(dot)}: ${yesOrNo(outputs[dot])}, ${wants}`;
}

export const linesWords = (count: number) => (count === 0 ? "no line" : `${count} lines`);
export const doWords = (count: number) => (count === 0 ? "none does" : `${count} do`);
export const linesDoWords = (count: number) => `${linesWords(count)} ${count === 0 ? "does" : "do"}`;
