// Whether what is on a pad can be sent, and why not.

export interface Written {
  /** What was read. */
  text: string;
  hasInk: boolean;
  /** All the ink has been read. */
  isRead: boolean;
  /** Why nothing can be read, in a sentence. */
  fault: string;
  isRequired: boolean;
  /** The most digits; none where that is free. */
  maxLength: number | null;
  /** What the page itself has against it. */
  objection: string;
}

/** `flags` as browsers take them: none where it is valid. */
export interface Verdict {
  flags: { customError?: boolean; valueMissing?: boolean; tooLong?: boolean };
  message: string;
}

export function verdictOn({ text, hasInk, isRead, fault, isRequired, maxLength, objection }: Written): Verdict {
  const wrong = (message: string): Verdict => ({ flags: { customError: true }, message });
  if (objection) return wrong(objection);
  if (!hasInk) return isRequired ? { flags: { valueMissing: true }, message: "Write a number." } : VALID;
  if (!isRead) return wrong(fault || "The number has not been read yet.");
  if (maxLength !== null && text.length > maxLength)
    return { flags: { tooLong: true }, message: `At most ${digits(maxLength)}: ${text} has ${text.length}.` };
  if (text.includes("?"))
    return wrong(text === "?" ? "This is not a clear digit." : `One digit is not clear: ${text}.`);
  return VALID;
}

const VALID: Verdict = { flags: {}, message: "" };

const digits = (count: number) => (count === 1 ? "1 digit" : `${count} digits`);
