// Neurons.
export function Neurons(_: { query: string }) {
  return null;
}
