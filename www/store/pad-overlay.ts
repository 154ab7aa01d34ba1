// A picture that lies over the drawing on the pad: which ink decided.
import { signal } from "@preact/signals";
import type { Placement } from "crate";

export interface Overlay {
  picture: HTMLCanvasElement;
  /** Where on the pad it lies, in pads. */
  placement: Placement;
}

/** None while it is switched off, and where there is nothing to show. */
export const overlay = signal<Overlay | null>(null);

/** Its switch; null before it is switched on for the first time. */
export const isOverlayOn = signal<boolean | null>(null);
