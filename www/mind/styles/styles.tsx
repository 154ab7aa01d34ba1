// Styles.
export function Styles(_: { query: string }) {
  return null;
}
