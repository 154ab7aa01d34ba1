// Keeps one pixel of a canvas to one pixel of the screen.

/**
 * @param resized called when the canvas has another size, and is bare
 * @returns ends it
 */
export function watchPixels(canvas: HTMLCanvasElement, resized: () => void) {
  const stop = new AbortController();
  const observer = new ResizeObserver(([{ contentRect, devicePixelContentBoxSize: exact }]) => {
    canvas.width = pixels(contentRect.width, exact?.[0].inlineSize);
    canvas.height = pixels(contentRect.height, exact?.[0].blockSize);
    resized();
  });
  const observe = () => {
    observer.unobserve(canvas);
    try {
      observer.observe(canvas, { box: "device-pixel-content-box" });
    } catch {
      // Not every browser can count the pixels of the screen.
      observer.observe(canvas);
    }
    const { signal } = stop;
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", observe, { once: true, signal });
  };
  observe();
  return () => {
    stop.abort();
    observer.disconnect();
  };
}

/**
 * Pixels of the screen along a length: as the browser counted them, unless it forgot the ratio, as it does when a
 * desktop plays a phone.
 */
function pixels(length: number, counted: number = NaN) {
  const near = length * devicePixelRatio;
  return Math.abs(counted - near) < 1 ? counted : Math.round(near);
}
