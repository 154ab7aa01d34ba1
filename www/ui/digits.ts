/** The ten digits, in order. */
export const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);
