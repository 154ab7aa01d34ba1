// What the active model makes of the drawing, at most once a frame.
import { computed, effect, signal } from "@preact/signals";
import { BLANK, type Drawing } from "../engine/drawing";
import type { Prediction } from "../engine/prediction";
import type { Snapshot } from "../engine/snapshot";
import { onceAFrame } from "../ui/once-a-frame";
import { drawing } from "./drawing";
import { crate, fault, forget, progress } from "./program";
import { active, pretrained } from "./snapshots";

const framed = signal<Drawing>(BLANK);

/** The drawing, as it was at the last frame. */
export const drawn = computed(() => framed.value);

/** The 28 × 28 greys of the drawing: null without ink, and until the crate is here. */
export const image = computed(() => prediction.value.image);

/** What the active model makes of the drawing. */
export const prediction = computed(() => predictionOf(drawn.value, active.value));

/** @param network that is asked; none has not come yet */
export function predictionOf(drawing: Drawing, network: Snapshot | null): Prediction {
  const prediction: Prediction = {
    state: "loading",
    image: null,
    isOwn: drawing.image === null,
    probabilities: null,
    ranking: [],
    progress: progress.value,
    fault: "",
  };
  try {
    const image = crate.value?.imageOf(drawing) ?? null;
    prediction.image = image;
    if (network) prediction.state = "blank";
    if (network && crate.value && image) Object.assign(prediction, crate.value.predict(network, image));
  } catch (error) {
    // Not while it is being computed.
    queueMicrotask(() => forget(error));
  }
  // Without the program no network reads, wherever it comes from.
  const isFailed = fault.value !== "" && (network === pretrained.value || !crate.value);
  if (isFailed) return { ...prediction, state: "failed", fault: fault.value };
  return crate.value ? prediction : { ...prediction, state: "loading" };
}

/** From now on the drawing is read. */
export function startReading() {
  const update = onceAFrame(() => (framed.value = drawing.value));
  effect(() => {
    void drawing.value;
    update();
  });
}
