// What a network makes of the drawing at one moment.

export interface Prediction {
  state: "blank" | "read" | "unsure" | "loading" | "failed";
  /** The 784 greys the network sees, null without ink. */
  image: Float32Array | null;
  /** The ink is the user's own. */
  isOwn: boolean;
  /** One for each digit, null without a prediction. */
  probabilities: Float32Array | null;
  /** The ten digits, likeliest first; empty without a prediction. */
  ranking: number[];
  /** Bytes of the network. */
  progress: { received: number; total: number };
  /** What failed, in a sentence. */
  fault: string;
}

export type Ranked = Pick<Prediction, "state" | "probabilities" | "ranking">;

/** @param least what an answer needs */
export function ranked(probabilities: Float32Array, least: number): Ranked {
  const ranking = Array.from(probabilities.keys()).sort((a, b) => probabilities[b] - probabilities[a]);
  return { state: probabilities[ranking[0]] >= least ? "read" : "unsure", probabilities, ranking };
}

/** The answer: a digit, or `?`. */
export const answer = ({ state, ranking }: Pick<Prediction, "state" | "ranking">) =>
  state === "read" ? String(ranking[0]) : "?";
