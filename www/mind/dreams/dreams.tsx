// Dreams.
export function Dreams(_: { query: string }) {
  return null;
}
