// The user's own last drawing of each digit, by what the network read in it.
import { computed, effect, signal } from "@preact/signals";
import { isDrawing } from "../../store/drawing";
import { prediction } from "../../store/prediction";

/** Of drawings that are done with, by digit. */
const done = signal<ReadonlyMap<number, Float32Array>>(new Map());
/** The drawing on the pad. */
const current = signal<{ digit: number; image: Float32Array } | null>(null);

/** By digit. */
export const ownDigits = computed(() => {
  const now = current.value;
  return now ? new Map(done.value).set(now.digit, now.image) : done.value;
});

let isFollowing = false;

/** From the first call on, the drawings are remembered, in every room. */
export function followDrawings() {
  if (isFollowing) return;
  isFollowing = true;
  effect(() => {
    const { state, image, isOwn, ranking } = prediction.value;
    if (isDrawing.value) return;
    if (image && isOwn) return void (current.value = state === "read" ? { digit: ranking[0], image } : null);
    const last = current.peek();
    if (!last) return;
    done.value = new Map(done.peek()).set(last.digit, last.image);
    current.value = null;
  });
}
