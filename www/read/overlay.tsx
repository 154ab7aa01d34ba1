// What lies over the drawing on the pad, where its image lies.
import { useLayoutEffect, useRef } from "preact/hooks";
import { overlay } from "../store/pad-overlay";

/** Pixels of the canvas along each side. */
const SIZE = 560;

export function PadOverlay() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = overlay.value;
  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    context.clearRect(0, 0, SIZE, SIZE);
    if (!shown) return;
    const { left, top, side } = shown.placement;
    context.imageSmoothingEnabled = false;
    context.drawImage(shown.picture, left * SIZE, top * SIZE, side * SIZE, side * SIZE);
  }, [shown]);
  return (
    <div class="on-pad" aria-hidden="true" hidden={shown === null}>
      <canvas ref={canvas} width={SIZE} height={SIZE} data-testid="pad-blame" />
      <p class="scale">
        <span>against</span>
        <i />
        <span>for</span>
      </p>
    </div>
  );
}
