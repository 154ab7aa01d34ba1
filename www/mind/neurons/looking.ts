// Which layer is looked at, which of its neurons are on the page, and which one is looked into.
import { batch, signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { isDrawing } from "../../store/drawing";
import type { Stage } from "../../engine/stages";
import { orderOf } from "./stages";

const MOST = 32;
const NARROW = 16;

/** The layer. */
export const at = signal(0);
/** Neurons that come before those of the page. */
export const first = signal(0);
/** Null: the most active of the page. */
export const neuron = signal<number | null>(null);

/**
 * @param index null: none in particular
 * @param before neurons that come before those of the page
 */
export function goTo(stage: number, index: number | null, before = 0) {
  batch(() => {
    at.value = stage;
    neuron.value = index;
    first.value = before;
  });
}

/** Neurons on a page. */
export function usePageSize() {
  const [isWide, setWide] = useState(() => wide().matches);
  useEffect(() => {
    const query = wide();
    const follow = () => setWide(query.matches);
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);
  return isWide ? MOST : NARROW;
}

const wide = () => matchMedia("(min-width: 640px)");

let last: { stage: Stage; isActive: boolean; order: number[] } | null = null;

/** The order of a layer’s neurons: under the pen it stays, or the pictures would run about. */
export function orderNow(stage: Stage, signals: Float32Array | null) {
  const isActive = signals !== null;
  if (!isDrawing.value || last?.stage !== stage || last.isActive !== isActive)
    last = { stage, isActive, order: orderOf(stage, signals) };
  return last.order;
}
