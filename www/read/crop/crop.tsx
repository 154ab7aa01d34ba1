// On a picture: the box over what is read, which is dragged, or moved by keys. What is beside it is dimmed.
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Box, Picture } from "../../engine/drawing";
import { placeOnPad } from "../../engine/photo";
import { drawing, setBox } from "../../store/drawing";
import { own } from "../../ui/own";
import { Edges } from "./edges";
import { stepped, type Point } from "./geometry";
import { takeBoxPointers } from "./pointers";
import { LABEL, shareOf, wordsOf } from "./words";

/** Keys that move the box, and where. */
const WAYS: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

export function Crop() {
  const { picture } = drawing.value;
  return picture && <CropOf picture={picture} />;
}

function CropOf({ picture: { photo, box } }: { picture: Picture }) {
  const layer = useRef<HTMLDivElement>(null);
  const whole = useRef<HTMLDivElement>(null);
  const held = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const stop = layer.current && whole.current && takeBoxPointers(layer.current, whole.current);
    return () => {
      stop?.();
      if (layer.current?.contains(document.activeElement)) focusPad();
    };
  }, []);
  const press = (event: KeyboardEvent) => {
    const way = own(WAYS, event.key);
    if (!way || !whole.current || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const { clientWidth: x, clientHeight: y } = whole.current;
    // A key that is held down is undone as one press.
    setBox(stepped(box, way, event.shiftKey, { x, y }), event.repeat, false);
  };
  const focus = () => held.current?.focus({ preventScroll: true });
  return (
    <div class="crop" ref={layer} data-testid="crop" onPointerUp={focus}>
      <div class="crop-photo" ref={whole} style={placeOf(placeOnPad(photo))}>
        <div class="crop-beside" style={{ clipPath: besideOf(box) }} />
        <div
          class="crop-box"
          ref={held}
          style={placeOf(box)}
          role="slider"
          tabIndex={0}
          aria-label={LABEL}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={shareOf(box)}
          aria-valuetext={wordsOf(box)}
          data-testid="crop-box"
          onKeyDown={press}
        >
          {["left top", "right top", "left bottom", "right bottom"].map((corner) => (
            <i key={corner} class={corner} />
          ))}
        </div>
        <Edges box={box} />
      </div>
    </div>
  );
}

/** When the picture goes, the focus must not. */
const focusPad = () => document.querySelector<HTMLElement>("[data-testid=pad]")?.focus({ preventScroll: true });

const percent = (share: number) => `${(100 * share).toFixed(3)}%`;

const placeOf = ({ left, top, right, bottom }: Box) => ({
  left: percent(left),
  top: percent(top),
  width: percent(right - left),
  height: percent(bottom - top),
});

/** All but the box. */
function besideOf(box: Box) {
  const [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom].map(percent);
  const hole = `${left} ${top}, ${left} ${bottom}, ${right} ${bottom}, ${right} ${top}, ${left} ${top}`;
  return `polygon(evenodd, 0 0, 100% 0, 100% 100%, 0 100%, 0 0, ${hole})`;
}
