// What lies over the drawing on the pad, where its image lies, and its switch, which every room has.
import { useLayoutEffect, useRef } from "preact/hooks";
import { isOverlayOn, overlay } from "../store/pad-overlay";

/** Pixels of the canvas along each side. */
const SIZE = 560;

const percent = (share: number) => `${100 * share}%`;

export function PadOverlay() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = overlay.value;
  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context || !shown) return;
    context.clearRect(0, 0, SIZE, SIZE);
    context.drawImage(shown.picture, 0, 0, SIZE, SIZE);
  }, [shown]);
  const { left, top, side } = shown?.placement ?? { left: 0, top: 0, side: 1 };
  const place = { left: percent(left), top: percent(top), width: percent(side), height: percent(side) };
  return (
    <>
      <div class="on-pad" aria-hidden="true" hidden={shown === null}>
        <canvas ref={canvas} width={SIZE} height={SIZE} style={place} data-testid="pad-blame" />
        <p class="scale">
          <span>against</span>
          <i />
          <span>for</span>
        </p>
      </div>
      {isOverlayOn.value !== null && (
        <button
          type="button"
          class="overlay-switch"
          aria-pressed={isOverlayOn.value}
          data-testid="overlay-switch"
          onClick={() => (isOverlayOn.value = !isOverlayOn.value)}
        >
          Which ink decided
        </button>
      )}
    </>
  );
}
