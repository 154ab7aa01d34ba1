// What a network makes of the image of one digit.

export interface Ranked {
  state: "read" | "unsure";
  probabilities: Float32Array;
  ranking: number[];
}

/** @param least what an answer needs */
export function ranked(probabilities: Float32Array, least: number): Ranked {
  const ranking = Array.from(probabilities.keys()).sort((a, b) => probabilities[b] - probabilities[a]);
  return { state: probabilities[ranking[0]] >= least ? "read" : "unsure", probabilities, ranking };
}

/** The answer: a digit, or `?`. */
export const answer = ({ state, ranking }: { state: string; ranking: readonly number[] }) =>
  state === "read" ? String(ranking[0]) : "?";
