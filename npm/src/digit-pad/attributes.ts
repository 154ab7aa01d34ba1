// Attributes as properties of the element.

/** The most digits that an attribute says; null where it says no number. */
export function countOf(text: string | null): number | null {
  return text !== null && /^\s*\d+\s*$/.test(text) ? Number(text) : null;
}
