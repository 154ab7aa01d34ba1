// A digit that counts as another than Lernmi’s network says, and three links of which one moves the loss most.
import type { Network } from "../../engine/networks";
import { indexOfLargest } from "../arrays";
import type { Link, Neuron } from "crate";

/** Lernmi’s: 784 pixels, 15 hidden neurons, 10 outputs. */
const PIXELS = 784;
const HIDDEN = 15;
const OUTPUTS = 10;
/** Layers of its recipe. */
const FIRST = 0;
const LAST = 2;

export const NAMES = ["A", "B", "C"] as const;
export type Name = (typeof NAMES)[number];

/** What each of the three is, in a word. */
export const KINDS: Readonly<Record<Name, string>> = { A: "heavy", B: "loud", C: "from ink" };

export interface NamedLink {
  name: Name;
  link: Link;
  /** The hidden neuron that it comes from or, of C, leads to. */
  hidden: number;
  /** Its place among the weights of the network. */
  parameter: number;
}

export interface Case {
  /** The digit that the network says, and what its output gives. */
  says: number;
  /** The digit that it counts as. */
  label: number;
  outputs: Float32Array;
  /** Of the hidden neurons. */
  signals: number[];
  /** The output of the digit that it says. */
  output: Neuron;
  /** The hidden neuron in which C ends. */
  hidden: Neuron;
  links: Readonly<Record<Name, NamedLink>>;
}

/** What a drawing counts as until somebody says otherwise: another than what was read. */
export const otherThan = (says: number) => (says === 8 ? 3 : 8);

/** A signal below this is weak. */
const WEAK = 0.5;
/** A signal so little below the strongest is as strong. */
const TOLERANCE = 0.05;

/** @param told the digit that it counts as; where there is none, or the network says the same, another */
export function caseOf(network: Network, image: Float32Array, told: number | null): Case {
  const outputs = network.query(image);
  const says = indexOfLargest(outputs);
  const label = told === null || told === says ? otherThan(says) : told;
  const output = network.links(image, label, LAST, says, HIDDEN);
  const { incoming } = output;
  const neurons = Array.from({ length: HIDDEN }, (_, i) => network.links(image, label, FIRST, i, 1));
  const most = (links: Link[], what: (link: Link) => number) =>
    links.reduce((best, link) => (what(link) > what(best) ? link : best));

  const weak = incoming.filter(({ signal }) => signal < WEAK);
  const a = most(weak.length > 0 ? weak : incoming, ({ weight }) => Math.abs(weight));
  const others = incoming.filter((link) => link !== a);
  const { signal: strongest } = most(others, ({ signal }) => signal);
  const strong = others.filter(({ signal }) => signal >= strongest - TOLERANCE);
  const b = most(strong, ({ weight }) => -Math.abs(weight));
  const sensitivity = (i: number) => Math.abs(neurons[i].output_sensitivity);
  const end = neurons.reduce((best, _, i) => (sensitivity(i) > sensitivity(best) ? i : best), 0);
  const hidden = network.links(image, label, FIRST, end, OUTPUTS);
  const [c] = hidden.incoming;
  const toOutput = (neuron: number) => PIXELS * HIDDEN + HIDDEN + neuron * OUTPUTS + says;
  return {
    says,
    label,
    outputs,
    signals: neurons.map(({ signal }) => signal),
    output,
    hidden,
    links: {
      A: { name: "A", link: a, hidden: a.neuron, parameter: toOutput(a.neuron) },
      B: { name: "B", link: b, hidden: b.neuron, parameter: toOutput(b.neuron) },
      C: { name: "C", link: c, hidden: end, parameter: c.neuron * HIDDEN + end },
    },
  };
}

/** The link with the largest gradient, either way. */
export const largestGradient = ({ links }: Case): NamedLink =>
  NAMES.map((name) => links[name]).reduce((best, named) =>
    Math.abs(named.link.gradient) > Math.abs(best.link.gradient) ? named : best,
  );

/** A step back from the loss, and what the products come to there. */
export interface Step {
  words: string;
  product: number;
}

/**
 * From the output back to a link, product by product, each from the network’s own figures.
 * @param figure how a number is written
 */
export function stepsBack({ says, label, output, hidden, links }: Case, name: Name, figure: (value: number) => string) {
  const { link, hidden: neuron } = links[name];
  const { signal, sensitivity, output_sensitivity } = output;
  const target = says === label ? 1 : 0;
  const start: Step = {
    words: `Output ${says} is ${figure(signal)}, not ${target}: its error`,
    product: sensitivity,
  };
  const slope = figure(share(output_sensitivity, sensitivity));
  if (name !== "C")
    return [
      start,
      { words: `× slope of its S there, ${slope}`, product: output_sensitivity },
      { words: `× signal that ${name} carries, ${figure(link.signal)}`, product: link.gradient },
    ];
  const weight = hidden.outgoing.find(({ neuron }) => neuron === says)?.weight;
  const by = weight === undefined ? "their weights" : `weight ${figure(weight)}`;
  return [
    { words: `Error × slope of output ${says}, ${slope}`, product: output_sensitivity },
    { words: `× ${by}, plus nine more`, product: hidden.sensitivity },
    {
      words: `× slope of neuron ${neuron + 1}, ${figure(share(hidden.output_sensitivity, hidden.sensitivity))}`,
      product: hidden.output_sensitivity,
    },
    { words: `× ink that C carries, ${figure(link.signal)}`, product: link.gradient },
  ];
}

const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);

/** The place of a link in words. */
export const placeOf = ({ name, hidden, link }: NamedLink, says: number) =>
  name === "C"
    ? `pixel ${(link.neuron % 28) + 1}, ${Math.floor(link.neuron / 28) + 1} to neuron ${hidden + 1}`
    : `neuron ${hidden + 1} to output ${says}`;
