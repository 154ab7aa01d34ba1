// Yours.
export function Yours(_: { query: string }) {
  return null;
}
