// The pad: takes ink from mouse, finger or pen, and shows the drawing.
import { BLANK } from "../lib/drawing.js";
import { paint } from "../lib/paint.js";

/** @typedef {{ begin(x: number, y: number): void, extend(x: number, y: number): void, end(): void }} Hand */

export class Pad {
  #hand;
  #drawing = BLANK;
  /** @type {{ id: number, type: string } | null} the pointer that is drawing */
  #pointer = null;

  /**
   * @param {HTMLCanvasElement} container
   * @param {Hand} hand what the pointer does, in pads from the upper left
   */
  constructor(container, hand) {
    this.container = container;
    this.#hand = hand;
    container.addEventListener("pointerdown", (event) => this.#down(event));
    container.addEventListener("pointermove", (event) => this.#move(event));
    for (const end of /** @type {const} */ (["pointerup", "pointercancel", "lostpointercapture"]))
      container.addEventListener(end, (event) => event.pointerId === this.#pointer?.id && this.#end());
    this.#watchSize();
  }

  /** @param {import("../lib/drawing.js").Drawing} drawing */
  update(drawing) {
    this.#drawing = drawing;
    paint(this.container, drawing);
  }

  /** @param {PointerEvent} event */
  #down(event) {
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

  /** @param {PointerEvent} event */
  #move(event) {
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

  /** @param {PointerEvent} event @returns {[number, number]} */
  #place({ clientX, clientY }) {
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
 * @param {number} length @param {number} [counted]
 */
function pixels(length, counted = NaN) {
  const near = length * devicePixelRatio;
  return Math.abs(counted - near) < 1 ? counted : Math.round(near);
}
