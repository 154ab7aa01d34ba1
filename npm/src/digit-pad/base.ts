// What the element is made from; where there is no browser, the module can be imported all the same.
import type { Reading } from "../index";

/** Told by the element beside what each element tells. */
export interface PadEvents {
  /** The strokes were read, also while one is drawn. */
  read: CustomEvent<Reading>;
}

export interface PadListening {
  addEventListener<K extends keyof PadEvents>(
    type: K,
    listener: (event: PadEvents[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof PadEvents>(
    type: K,
    listener: (event: PadEvents[K]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
}

export const PadBase = (globalThis.HTMLElement ?? class {}) as new () => PadListening & HTMLElement;
