// What the page knows about the drawing at one moment, and the words for it.
import { kilobytes, percent } from "./format.js";

/**
 * @typedef {object} Reading
 * @property {"blank" | "read" | "unsure" | "loading" | "failed"} state
 * @property {Float32Array | null} image the 784 greys the network sees, null without ink
 * @property {boolean} isOwn the ink is the user's own
 * @property {Float32Array | null} probabilities one for each digit, null without a reading
 * @property {number[]} ranking the ten digits, likeliest first; empty without a reading
 * @property {{ received: number, total: number }} progress bytes of the network
 * @property {string} fault what failed, in a sentence
 */

/**
 * @param {Float32Array} probabilities
 * @param {number} least what an answer needs
 * @returns {Pick<Reading, "state" | "probabilities" | "ranking">}
 */
export function judge(probabilities, least) {
  const ranking = Array.from(probabilities.keys()).sort((a, b) => probabilities[b] - probabilities[a]);
  return { state: probabilities[ranking[0]] >= least ? "read" : "unsure", probabilities, ranking };
}

/** The answer: a digit, or `?`. @param {Reading} reading */
export const answer = ({ state, ranking }) => (state === "read" ? String(ranking[0]) : "?");

/** How sure it is, and what else there is to say. @param {Reading} reading @returns {[string, string]} */
export function words({ state, probabilities, ranking: [first, second], progress }) {
  if (state === "loading") return ["Loading", kilobytes(progress.received, progress.total)];
  if (state === "failed") return ["Not reading", "no network yet"];
  if (!probabilities) return ["Nothing yet", "no ink, no guess"];
  if (state === "unsure") return ["Not sure", `${first} or ${second}, or no digit`];
  return [`${percent(probabilities[first])} sure`, `then ${second}, ${percent(probabilities[second])}`];
}

/** The same in one sentence, to be heard. @param {Reading} reading */
export function spoken(reading) {
  const { state, fault, ranking, probabilities } = reading;
  if (state === "loading") return "The network is loading. You can draw already.";
  if (state === "failed") return fault;
  if (!probabilities) return "The pad is blank.";
  if (state === "unsure") return `It is not sure: ${ranking[0]} or ${ranking[1]}, or no digit.`;
  return `It reads a ${ranking[0]}, ${percent(probabilities[ranking[0]])} sure.`;
}
