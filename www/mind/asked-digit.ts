// What an address asks a tool about.

/** The digit of a query such as `turn=8`; null for none. */
export function askedDigit(query: string, name: string) {
  const value = new URLSearchParams(query).get(name);
  return value && /^\d$/.test(value) ? Number(value) : null;
}
