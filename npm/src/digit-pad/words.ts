// What a pad says, most of it to who cannot see it.

interface Named {
  /** By the page. */
  label: string;
  isRequired: boolean;
  maxLength: number | null;
}

const HOW =
  "with mouse, finger or pen. Arrow keys move a pen, Space puts it down and lifts it. Z takes back a stroke, Escape clears.";

export const invitation = (maxLength: number | null) => (maxLength === 1 ? "Write a digit" : "Write a number");

export function labelOf({ label, isRequired, maxLength }: Named) {
  const name = [label || "Drawing pad", isRequired ? "required" : ""].filter(Boolean).join(", ");
  return `${name}: ${invitation(maxLength).toLowerCase()} ${HOW}`;
}

/** @param message what is wrong with it, if anything */
export function announced(text: string, message: string) {
  if (text === "") return message || "Blank";
  const digits = text === "?" ? "Not sure" : `Read ${text.replaceAll("?", " unclear digit ").trim()}`;
  return message ? `${digits}. ${message}` : digits;
}
