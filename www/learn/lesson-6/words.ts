// Numbers of lesson 6 as they stand in narrow columns and in sentences.
import { numeral } from "../numeral";
import { percent } from "../../ui/format";

/** A score, to a whole number. */
export const score = (value: number) => numeral(Number(value.toFixed(0)));

/** A difference in at most four characters: "−.98", "+.02", "0". */
export function difference(value: number) {
  const size = Math.abs(value).toFixed(2);
  if (size === "0.00") return "0";
  return (value < 0 ? "−" : "+") + size.replace(/^0|\.00$/, "");
}

/** What an error does not leave: a sum that is 0 but for the rounding of 32 bits. */
export const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** To a millionth. */
export const total = (values: readonly number[]) => numeral(Number(sum(values).toFixed(6)));

/** A share as it is heard, with what it should be. */
export const heard = (share: number, isRight: boolean) => `${percent(share)}, should be ${isRight ? "all" : "nothing"}`;
