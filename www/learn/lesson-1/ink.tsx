// The two pictures: the ink where it stands, which can be moved and whose rows can be pressed, and the same ink centred.
import { useRef } from "preact/hooks";
import { DigitImage } from "../../ui/digit-image";
import { shiftTo, SIDE, type Shift } from "./places";

/** Pixels of the screen within which a press is no move. */
const STILL = 4;

interface StandingProps {
  image: Float32Array | null;
  isOwn: boolean;
  isOpen: boolean;
  shift: Shift;
  /** The chosen one, from 0. */
  row: number;
  onMove: (shift: Shift) => void;
  onRow: (row: number) => void;
}

export function StandingInk({ image, isOwn, isOpen, shift, row, onMove, onRow }: StandingProps) {
  const hold = useRef<{ pointer: number; x: number; y: number; shift: Shift; isMoved: boolean } | null>(null);

  const down = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (!isOpen || !event.isPrimary || event.button !== 0) return;
    hold.current = { pointer: event.pointerId, x: event.clientX, y: event.clientY, shift, isMoved: false };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const held = hold.current;
    if (!held || held.pointer !== event.pointerId) return;
    const [x, y] = [event.clientX - held.x, event.clientY - held.y];
    held.isMoved ||= Math.hypot(x, y) > STILL;
    const pixel = event.currentTarget.clientWidth / SIDE;
    if (held.isMoved) onMove(shiftTo(held.shift.x + x / pixel, held.shift.y + y / pixel));
  };
  const up = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const held = hold.current;
    if (!held || held.pointer !== event.pointerId || held.isMoved) return;
    const { top, height } = event.currentTarget.getBoundingClientRect();
    const pressed = Math.floor(((event.clientY - top) / height) * SIDE);
    onRow(Math.min(SIDE - 1, Math.max(0, pressed)));
  };
  return (
    <div
      class={isOpen ? "ink-box open" : "ink-box"}
      data-testid="ink"
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onLostPointerCapture={() => (hold.current = null)}
    >
      <DigitImage image={image} ink={isOwn ? "--accent" : "--ink"} />
      <i class="ink-row" style={{ insetBlockStart: `${(row / SIDE) * 100}%` }} />
    </div>
  );
}

export const CentredInk = ({ image }: { image: Float32Array | null }) => (
  <div class="ink-box">
    <DigitImage image={image} />
  </div>
);
