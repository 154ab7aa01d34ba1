// A rule’s blame of each weight over what the wiggle says: on the diagonal the two agree.

interface Props {
  wiggle: readonly number[];
  blame: ArrayLike<number>;
  /** The largest value on either axis. */
  most: number;
}

export function Scatter({ wiggle, blame, most }: Props) {
  const at = (value: number) => 50 + Math.max(-1, Math.min(1, value / most)) * 44;
  return (
    <svg class="scatter" viewBox="0 0 100 100" aria-hidden="true">
      <path class="axis" d="M0 50H100M50 0V100" />
      <path class="diagonal" d="M4 96L96 4" />
      {wiggle.map((slope, i) => (
        <circle
          key={i}
          class={Math.abs(blame[i]) > most ? "off" : undefined}
          cx={at(slope)}
          cy={100 - at(blame[i])}
          r="4.5"
        />
      ))}
    </svg>
  );
}
