// What the page knows about the drawing at one moment, and the words for it.
import { kilobytes, percent } from "../ui/format";

export interface Reading {
  state: "blank" | "read" | "unsure" | "loading" | "failed";
  /** The 784 greys the network sees, null without ink. */
  image: Float32Array | null;
  /** The ink is the user's own. */
  isOwn: boolean;
  /** One for each digit, null without a reading. */
  probabilities: Float32Array | null;
  /** The ten digits, likeliest first; empty without a reading. */
  ranking: number[];
  /** Bytes of the network. */
  progress: { received: number; total: number };
  /** What failed, in a sentence. */
  fault: string;
}

/** @param least what an answer needs */
export function judge(
  probabilities: Float32Array,
  least: number,
): Pick<Reading, "state" | "probabilities" | "ranking"> {
  const ranking = Array.from(probabilities.keys()).sort((a, b) => probabilities[b] - probabilities[a]);
  return { state: probabilities[ranking[0]] >= least ? "read" : "unsure", probabilities, ranking };
}

/** The answer: a digit, or `?`. */
export const answer = ({ state, ranking }: Reading) => (state === "read" ? String(ranking[0]) : "?");

/** How sure it is, and what else there is to say. */
export function words({ state, probabilities, ranking: [first, second], progress }: Reading): [string, string] {
  if (state === "loading") return ["Loading", kilobytes(progress.received, progress.total)];
  if (state === "failed") return ["Not reading", "no network yet"];
  if (!probabilities) return ["Nothing yet", "no ink, no guess"];
  if (state === "unsure") return ["Not sure", `${first} or ${second}, or no digit`];
  return [`${percent(probabilities[first])} sure`, `then ${second}, ${percent(probabilities[second])}`];
}

/** The same in one sentence, to be heard. */
export function spoken(reading: Reading) {
  const { state, fault, ranking, probabilities } = reading;
  if (state === "loading") return "The network is loading. You can draw already.";
  if (state === "failed") return fault;
  if (!probabilities) return "The pad is blank.";
  if (state === "unsure") return `It is not sure: ${ranking[0]} or ${ranking[1]}, or no digit.`;
  return `It reads a ${ranking[0]}, ${percent(probabilities[ranking[0]])} sure.`;
}
