// The pad: takes ink from mouse, finger or pen, and shows the drawing.
import { BLANK, type Drawing } from "../engine/drawing";
import { paint } from "./paint";

export type Hand = { begin(x: number, y: number): void; extend(x: number, y: number): void; end(): void };

export class Pad {
  readonly #hand: Hand;
  #drawing = BLANK;
  /** The pointer that is drawing. */
  #pointer: { id: number; type: string } | null = null;
  readonly container: HTMLCanvasElement;

  /** @param hand what the pointer does, in pads from the upper left */
  constructor(container: HTMLCanvasElement, hand: Hand) {
    this.container = container;
    this.#hand = hand;
    container.addEventListener("pointerdown", (event) => this.#down(event));
    container.addEventListener("pointermove", (event) => this.#move(event));
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"] as const)
      container.addEventListener(end, (event) => event.pointerId === this.#pointer?.id && this.#end());
    this.#watchSize();
  }

  update(drawing: Drawing) {
    this.#drawing = drawing;
    paint(this.container, drawing);
  }

  #down(event: PointerEvent) {
    if (event.button !== 0) return;
    // A second finger is ignored, and so is a palm beside a pen; a new first pointer of the same kind means that
    // the old one was lost.
    if (this.#pointer && (!event.isPrimary || event.pointerType !== this.#pointer.type)) return;
    if (this.#pointer) this.#end();
    this.#pointer = { id: event.pointerId, type: event.pointerType };
    try {
      this.container.setPointerCapture(event.pointerId);
    } catch {
      // It is up again already: the dot stays, and nothing follows.
    }
    this.#hand.begin(...this.#place(event));
  }

  #move(event: PointerEvent) {
    if (event.pointerId !== this.#pointer?.id) return;
    // The button was released where no event could tell.
    if (event.pointerType === "mouse" && !(event.buttons & 1)) return this.#end();
    const between = event.getCoalescedEvents?.() ?? [];
    for (const moment of between.length ? between : [event]) this.#hand.extend(...this.#place(moment));
  }

  #end() {
    this.#pointer = null;
    this.#hand.end();
  }

  #place({ clientX, clientY }: PointerEvent): [number, number] {
    const { left, top, width, height } = this.container.getBoundingClientRect();
    return [(clientX - left) / width, (clientY - top) / height];
  }

  /** Keeps one canvas pixel to one pixel of the screen. */
  #watchSize() {
    const canvas = this.container;
    const observer = new ResizeObserver(([{ contentRect, devicePixelContentBoxSize: exact }]) => {
      canvas.width = pixels(contentRect.width, exact?.[0].inlineSize);
      canvas.height = pixels(contentRect.height, exact?.[0].blockSize);
      paint(canvas, this.#drawing);
    });
    const observe = () => {
      observer.unobserve(canvas);
      try {
        observer.observe(canvas, { box: "device-pixel-content-box" });
      } catch {
        // Not every browser can count the pixels of the screen.
        observer.observe(canvas);
      }
      matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", observe, { once: true });
    };
    observe();
  }
}

/**
 * Pixels of the screen along a length: as the browser counted them, unless it forgot the ratio, as it does when a
 * desktop plays a phone.
 */
function pixels(length: number, counted: number = NaN) {
  const near = length * devicePixelRatio;
  return Math.abs(counted - near) < 1 ? counted : Math.round(near);
}
