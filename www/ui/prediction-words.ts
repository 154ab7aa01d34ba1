// A prediction in words.
import type { Prediction } from "../engine/prediction";
import { aDigit, kilobytes, percent } from "./format";

/** With no output above this, all ten are about as likely. */
const UNIFORM = 0.2;

const isNoDigit = (probabilities: Float32Array) => Math.max(...probabilities) < UNIFORM;

/** How sure it is, and what else there is to say. */
export function words({ state, probabilities, ranking: [first, second], progress }: Prediction): [string, string] {
  if (state === "loading") return ["Loading", kilobytes(progress.received, progress.total)];
  if (state === "failed") return ["Not reading", "no network yet"];
  if (!probabilities) return ["Nothing yet", "no ink, no guess"];
  if (state === "unsure")
    return isNoDigit(probabilities)
      ? ["No digit I know", "all ten about as likely"]
      : ["Not sure", `${first} or ${second}, or no digit`];
  return [`${percent(probabilities[first])} sure`, `then ${second}, ${percent(probabilities[second])}`];
}

/** The same in one sentence, to be heard. */
export function spoken(prediction: Prediction) {
  const { state, fault, ranking, probabilities } = prediction;
  if (state === "loading") return "The network is loading. You can draw already.";
  if (state === "failed") return fault;
  if (!probabilities) return "The pad is blank.";
  if (state === "unsure")
    return isNoDigit(probabilities)
      ? "It is no digit that it knows."
      : `It is not sure: ${ranking[0]} or ${ranking[1]}, or no digit.`;
  return `It reads ${aDigit(ranking[0])}, ${percent(probabilities[ranking[0]])} sure.`;
}
