// The places where the ink can stand: filled where it is read as in the middle. A press on one puts the ink there.
import { useRef } from "preact/hooks";
import { FAR, placeOf, PLACES, shiftTo, type Shift } from "./places";

const ACROSS = 2 * FAR + 1;

interface Props {
  /** Of each place, whether it is read as in the middle; null: not known, or not told yet. */
  same: readonly boolean[] | null;
  shift: Shift;
  isOpen: boolean;
  onMove: (shift: Shift) => void;
}

export function PlacesMap({ same, shift, isOpen, onMove }: Props) {
  const holder = useRef<number | null>(null);
  const put = (event: PointerEvent & { currentTarget: SVGSVGElement }) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    const at = (value: number, length: number) => Math.floor((value / length) * ACROSS) - FAR;
    onMove(shiftTo(at(event.clientX - left, width), at(event.clientY - top, height)));
  };
  const down = (event: PointerEvent & { currentTarget: SVGSVGElement }) => {
    if (!isOpen || !event.isPrimary || event.button !== 0) return;
    holder.current = event.pointerId;
    event.currentTarget.setPointerCapture(event.pointerId);
    put(event);
  };
  return (
    <svg
      class={isOpen ? "places open" : "places"}
      viewBox={`0 0 ${ACROSS} ${ACROSS}`}
      data-testid="places"
      aria-hidden="true"
      onPointerDown={down}
      onPointerMove={(event) => event.pointerId === holder.current && put(event)}
      onLostPointerCapture={() => (holder.current = null)}
    >
      {PLACES.map(({ x, y }, i) => (
        <rect
          key={i}
          class={same?.[placeOf({ x, y })] ? "same" : undefined}
          x={x + FAR + 0.1}
          y={y + FAR + 0.1}
          width={0.8}
          height={0.8}
        />
      ))}
      <circle cx={shift.x + FAR + 0.5} cy={shift.y + FAR + 0.5} r={0.62} />
    </svg>
  );
}
