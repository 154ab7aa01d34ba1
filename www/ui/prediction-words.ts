// A prediction, and the reading of a whole number, in words.
import type { FoundDigit, Prediction, Reading } from "../engine/prediction";
import { kilobytes } from "../../npm/src/program/kilobytes";
import { aDigit, percent } from "./format";

/** With no output above this, all ten are about as likely. */
const UNIFORM = 0.2;

const ORDINALS = [
  "first",
  "second",
  "third",
  "fourth",
  "fifth",
  "sixth",
  "seventh",
  "eighth",
  "ninth",
  "tenth",
  "eleventh",
  "twelfth",
];

const isNoDigit = (probabilities: Float32Array) => Math.max(...probabilities) < UNIFORM;

type Worded = Pick<Prediction, "state" | "probabilities" | "ranking" | "progress">;

/** How sure it is of a digit, and what else there is to say. */
export function words({ state, probabilities, ranking: [first, second], progress }: Worded): [string, string] {
  if (state === "loading") return ["Loading", kilobytes(progress.received, progress.total)];
  if (state === "failed") return ["Not reading", "no network yet"];
  if (!probabilities) return ["Nothing yet", "no ink, no guess"];
  if (state === "unsure")
    return isNoDigit(probabilities)
      ? ["No digit I know", "all ten about as likely"]
      : ["Not sure", `${first} or ${second}, or no digit`];
  return [`${percent(probabilities[first])} sure`, `then ${second}, ${percent(probabilities[second])}`];
}

/** How sure it is of all that is on the pad, and what else there is to say. */
export function numberWords({ state, digits, progress }: Reading): [string, string] {
  const isNumber = digits.length > 1 && (state === "read" || state === "unsure");
  if (!isNumber) return words({ ...(digits.at(0) ?? { probabilities: null, ranking: [] }), state, progress });
  if (state === "unsure") return ["Not sure", `of ${doubts(digits)}`];
  const { share, which } = leastSure(digits);
  return [`${percent(share)} sure`, which ? `of the ${which}, the least` : "of each digit"];
}

/** The same in one sentence, to be heard. @param isPart it is a part of a picture that is read */
export function spoken({ state, text, digits, fault }: Reading, isPart: boolean = false) {
  if (state === "loading") return "The network is loading. You can draw already.";
  if (state === "failed") return fault;
  if (digits.length === 0) return isPart ? "There is no ink in the box." : "The pad is blank.";
  if (digits.length === 1) return spokenDigit(digits[0]);
  if (state === "unsure") return spokenDoubt(text, doubts(digits));
  const { share, which } = leastSure(digits);
  return which
    ? `It reads ${text}; least sure of the ${which}, ${percent(share)}.`
    : `It reads ${text}, ${percent(share)} sure of each digit.`;
}

/** A doubt may be a question. */
const spokenDoubt = (text: string, doubt: string) =>
  `It reads ${text}, and is not sure of ${doubt}${doubt.endsWith("?") ? "" : "."}`;

function spokenDigit({ state, ranking: [first, second], probabilities }: FoundDigit) {
  if (state === "read") return `It reads ${aDigit(first)}, ${percent(probabilities[first])} sure.`;
  return isNoDigit(probabilities)
    ? "It is no digit that it knows."
    : `It is not sure: ${first} or ${second}, or no digit.`;
}

/** Of which signs of a number it is not sure. */
function doubts(digits: readonly FoundDigit[]) {
  const unsure = digits.filter(({ state }) => state === "unsure");
  if (unsure.length === digits.length) return "any sign";
  if (unsure.length > 1) return `${unsure.length} of the ${digits.length} signs`;
  const [{ probabilities, ranking }] = unsure;
  return isNoDigit(probabilities) ? "one sign" : `one sign: ${ranking[0]} or ${ranking[1]}?`;
}

/** The share of the digit that it is least sure of, and which that is; "" if it is as good as sure of them all. */
function leastSure(digits: readonly FoundDigit[]) {
  const shares = digits.map(({ probabilities, ranking: [first] }) => probabilities[first]);
  const share = Math.min(...shares);
  return { share, which: percent(share).startsWith(">") ? "" : nameOf(digits, shares.indexOf(share)) };
}

/** A digit of a number: "0", or "second 2" where there are several. */
function nameOf(digits: readonly FoundDigit[], index: number) {
  const digit = digits[index].ranking[0];
  const same = digits.filter(({ ranking }) => ranking[0] === digit);
  return same.length > 1 ? `${ORDINALS[same.indexOf(digits[index])]} ${digit}` : String(digit);
}

/** Where a digit stands in a number; "" if it stands alone. */
export const placeWords = (index: number, count: number) =>
  count > 1 && index >= 0 ? `the ${ORDINALS[index]} of ${count} digits` : "";
