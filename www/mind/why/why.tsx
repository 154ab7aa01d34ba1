// Why.
export function Why(_: { query: string }) {
  return null;
}
