// Numbers as a lesson writes them.

/** With a minus that is as wide as a plus. */
export const numeral = (value: number | string) => String(value).replace("-", "−");

/** With as many decimals, whatever they are. */
export const decimal = (value: number, places = 1) => numeral(value.toFixed(places));
