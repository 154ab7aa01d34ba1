// Says numbers the way the page writes them; nothing is ever more certain than ">99.9 %".

const grouped = new Intl.NumberFormat("en");

export const whole = (count: number) => grouped.format(count);

/**
 * A share with one decimal.
 * @param share 0..1
 */
export function percent(share: number) {
  if (share <= 0) return "0 %";
  if (share < 0.0005) return "<0.1 %";
  if (share >= 0.9995) return ">99.9 %";
  return `${(share * 100).toFixed(1)} %`;
}

/**
 * A share in at most three characters, for under a bar.
 * @param share 0..1
 */
export const short = (share: number) => (share >= 0.995 ? "99+" : String(Math.round(share * 100)));

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A number of any size: three decimals, or two digits and a power of ten. */
export function small(value: number) {
  if (value === 0) return "0";
  const sign = value < 0 ? "−" : "";
  const size = Math.abs(value);
  if (size >= 0.0095 && size < 1000) return sign + size.toFixed(3);
  const [digits, power] = size.toExponential(1).split("e");
  const raised = power.replace(/[+-]/, "").replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)]);
  return `${sign}${digits}×10${power.startsWith("-") ? "⁻" : ""}${raised}`;
}

/** A digit with its article. */
export const aDigit = (digit: number) => `${digit === 8 ? "an" : "a"} ${digit}`;

/** Below this a figure says no more than that it is small. */
const LEAST = 0.00001;

/** A number of any size in plain decimals: three of them, or two digits of what is smaller. */
export function figure(value: number) {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size < LEAST) return "almost 0";
  const decimals = size >= 0.0095 ? 3 : 1 - Math.floor(Math.log10(size));
  return `${value < 0 ? "−" : ""}${size.toFixed(decimals)}`;
}
