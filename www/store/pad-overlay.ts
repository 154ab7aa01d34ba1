// A picture that lies over the drawing on the pad, such as which ink decided.
import { signal } from "@preact/signals";
import type { Placement } from "crate";

export interface Overlay {
  picture: HTMLCanvasElement;
  /** Where on the pad it lies, in pads. */
  placement: Placement;
}

export const overlay = signal<Overlay | null>(null);
