// The weights as a canvas: painted with a brush, or by arrows and Space, over the ink of a drawing.
import { useRef, useState } from "preact/hooks";
import { SignedImage } from "../../ui/signed-image";
import { announce } from "../../store/announcement";
import { DigitImage } from "../../ui/digit-image";
import { farthest } from "../../ui/signed";
import { inside, line, SIDE, stepped, weightsOf, type Cell, type Stencil } from "./stencil";

interface Props {
  stencil: Stencil;
  /** Whose ink lies over it. */
  image: Float32Array | null;
  isOpen: boolean;
  onPaint: (cells: readonly Cell[]) => void;
}

const MIDDLE: Cell = { x: SIDE / 2, y: SIDE / 2 };

export function Canvas({ stencil, image, isOpen, onPaint }: Props) {
  const [cursor, setCursor] = useState(MIDDLE);
  /** The pointer that paints, and where it was last. */
  const brush = useRef<{ pointer: number; last: Cell } | null>(null);
  const isSpaceDown = useRef(false);

  const cellOf = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    return inside({ x: ((event.clientX - left) / width) * SIDE, y: ((event.clientY - top) / height) * SIDE });
  };
  const down = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (!isOpen || !event.isPrimary || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const cell = cellOf(event);
    brush.current = { pointer: event.pointerId, last: cell };
    onPaint([cell]);
  };
  const move = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const held = brush.current;
    if (!held || held.pointer !== event.pointerId) return;
    const cell = cellOf(event);
    if (cell.x === held.last.x && cell.y === held.last.y) return;
    onPaint(line(held.last, cell));
    held.last = cell;
  };
  const press = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = stepped(cursor, event.key);
    if (next) {
      setCursor(next);
      const weight = stencil[next.y * SIDE + next.x];
      announce(`Row ${next.y + 1}, column ${next.x + 1}, weight ${weight.toFixed(1).replace("-", "minus ")}`);
      if (isSpaceDown.current) onPaint([next]);
    } else if (event.key === " ") {
      isSpaceDown.current = true;
      onPaint([cursor]);
    } else return;
    event.preventDefault();
  };
  const weights = weightsOf(stencil);
  const place = (value: number) => `${((value - 1) / SIDE) * 100}%`;
  return (
    <div
      class={isOpen ? "stencil open" : "stencil"}
      role="application"
      aria-label="The weights, 28 by 28. Arrows move, Space paints."
      data-testid="stencil"
      tabIndex={0}
      onPointerDown={down}
      onPointerMove={move}
      onLostPointerCapture={() => (brush.current = null)}
      onKeyDown={press}
      onKeyUp={({ key }) => key === " " && (isSpaceDown.current = false)}
      onBlur={() => (isSpaceDown.current = false)}
    >
      <SignedImage values={weights} width={SIDE} most={farthest(weights)} />
      <DigitImage image={image} />
      <i class="cursor" style={{ insetInlineStart: place(cursor.x), insetBlockStart: place(cursor.y) }} />
    </div>
  );
}
