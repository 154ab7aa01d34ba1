// Numbers as a lesson writes them.

/** With a minus that is as wide as a plus. */
export const numeral = (value: number) => String(value).replace("-", "−");
