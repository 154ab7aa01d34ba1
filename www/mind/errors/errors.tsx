// Errors.
export function Errors(_: { query: string }) {
  return null;
}
