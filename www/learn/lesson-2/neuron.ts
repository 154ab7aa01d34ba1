// A neuron with two reasons for inputs: its numbers, its sums in words, and what can be pushed in its picture.
import { numeral } from "../numeral";

export const REASONS = ["first", "second"] as const;
type Reason = (typeof REASONS)[number];

/** Two weights and a bias; 0 is the border. */
export type Neuron = Readonly<Record<Reason | "bias", number>>;
export type Part = keyof Neuron;
export type Names = Readonly<Record<Reason, string>>;

/** Which reasons hold. */
export type Case = Readonly<Record<Reason, boolean>>;

export const CASES: readonly Case[] = [
  { first: false, second: false },
  { first: false, second: true },
  { first: true, second: false },
  { first: true, second: true },
];

export const START: Neuron = { first: 4, second: 3, bias: -4 };
export const STEP = 0.5;
export const LIMITS: Readonly<Record<Part, { min: number; max: number }>> = {
  first: { min: -6, max: 6 },
  second: { min: -6, max: 6 },
  bias: { min: -8, max: 4 },
};

/** The neuron with one of its numbers moved: as far as that goes, in whole steps. */
export function moved(neuron: Neuron, part: Part, value: number): Neuron {
  const { min, max } = LIMITS[part];
  const next = Math.min(max, Math.max(min, Math.round(value / STEP) * STEP));
  return next === neuron[part] ? neuron : { ...neuron, [part]: next };
}

/** What the network makes of a case: what it adds up, and whether that is past the border. */
export interface Result {
  sum: number;
  goes: boolean;
}

/** One a case, in the order of `CASES`. */
export type Results = readonly Result[];

export const resultOf = (results: Results, { first, second }: Case) => results[2 * Number(first) + Number(second)];

export interface Push {
  reason: Reason;
  from: number;
  to: number;
}

/** From the bias on: how far each reason that holds pushes, which is from one sum to the next. */
export function pushes(results: Results, given: Case): Push[] {
  let reached = CASES[0];
  return REASONS.filter((reason) => given[reason]).map((reason) => {
    const from = resultOf(results, reached).sum;
    reached = { ...reached, [reason]: true };
    return { reason, from, to: resultOf(results, reached).sum };
  });
}

/** The sum, written out: "−4 + 3 = −1". */
export function written(neuron: Neuron, results: Results, given: Case) {
  const sum = numeral(resultOf(results, given).sum);
  const terms = REASONS.filter((reason) => given[reason]).map((reason) => neuron[reason]);
  if (terms.length === 0) return sum;
  const added = terms.map((term) => (term < 0 ? ` − ${numeral(-term)}` : ` + ${numeral(term)}`)).join("");
  return `${numeral(neuron.bias)}${added} = ${sum}`;
}

/** When it goes, over the four cases. One neuron cannot tell "one of them, but not both" or its contrary. */
export function when(results: Results, { first, second }: Names): string {
  const key = results.map(({ goes }) => (goes ? "1" : "0")).join("");
  const words: Readonly<Record<string, string>> = {
    "0000": "Never",
    "0001": "Only both",
    "0011": `With ${first}`,
    "0101": `With ${second}`,
    "0111": "With either",
    "1111": "Always",
    "0010": `With ${first}, not ${second}`,
    "0100": `With ${second}, not ${first}`,
    "1000": "Only with neither",
    "1110": "Unless both",
    "1100": `Unless ${first}`,
    "1010": `Unless ${second}`,
    "1101": `Unless only ${first}`,
    "1011": `Unless only ${second}`,
  };
  return words[key];
}

/** What is worth a word of it: a case on the border, or else what the bias is. */
export function remark({ bias }: Neuron, results: Results, names: Names): string {
  const onBorder = CASES.find((given) => resultOf(results, given).sum === 0);
  if (!onBorder) {
    const far = bias < 0 ? `the reasons must pass ${numeral(-bias)}` : "it goes by itself";
    return `The bias is the threshold turned round: at ${numeral(bias)}, ${far}.`;
  }
  const held = REASONS.filter((reason) => onBorder[reason]).map((reason) => names[reason]);
  const who = held.length === 1 ? `${held[0]} alone` : held.length === 2 ? "both" : "neither";
  return `With ${who} the sum is 0: on the border, and it stays.`;
}

/** What a press at a value of the scale takes hold of: the nearest tip of a push within reach, or else the start. */
export function grasped(results: Results, given: Case, value: number, reach: number): Part {
  const away = ({ to }: Push) => Math.abs(to - value);
  const [nearest] = pushes(results, given).sort((a, b) => away(a) - away(b));
  return nearest && away(nearest) <= reach ? nearest.reason : "bias";
}
