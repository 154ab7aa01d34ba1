// What the active model makes of the drawing, at most once a frame: a number, and one digit of it, which is chosen and
// which all rooms are about.
import { computed, effect, signal } from "@preact/signals";
import { BLANK, type Drawing } from "../engine/drawing";
import { newestIn } from "../engine/ink";
import type { Found, FoundDigit, Prediction, Reading } from "../engine/prediction";
import type { Snapshot } from "../engine/snapshot";
import { onceAFrame } from "../../npm/src/pad/once-a-frame";
import { drawing } from "./drawing";
import { crate, fault, forget, progress } from "./program";
import { active, pretrained } from "./snapshots";

const framed = signal<Drawing>(BLANK);

/** The drawing, as it was at the last frame. */
export const drawn = computed(() => framed.value);

/** What the active model reads in the drawing. */
export const reading = computed(() => readingOf(drawn.value, active.value));

/** The digit that the user chose, by its own drawing, and all that was drawn then. */
const choice = signal<{ digit: Drawing; of: Drawing } | null>(null);

/** Which digit all rooms are about: the user's choice until ink is added, then the one with the newest ink; −1 for none. */
export const chosen = computed(() => {
  const { digits } = reading.value;
  const asked = choice.value && hasNoMoreInk(drawn.value, choice.value.of) ? indexOf(digits, choice.value.digit) : -1;
  return asked >= 0 ? asked : newest(drawn.value, digits);
});

/** The digit that all rooms are about; null where none is found. */
export const chosenDigit = computed<FoundDigit | null>(() => reading.value.digits[chosen.value] ?? null);

/** The chosen digit's own drawing; all that is drawn where no digit is found. */
export const digitDrawn = computed(() => chosenDigit.value?.drawing ?? drawn.value);

/** What the active model makes of the chosen digit. */
export const prediction = computed(() => predictionOf(active.value));

/** The 28 × 28 greys of the chosen digit: null without ink, and until the crate is here. */
export const image = computed(() => prediction.value.image);

/** Where that image lies on the pad, in pads; null without ink, and for a dot, which has no extent. */
export const placement = computed(() => chosenDigit.value?.placement ?? null);

/** From now on all rooms are about this digit, until ink is added. */
export function choose(index: number) {
  const digit = reading.value.digits[index];
  if (digit) chooseDrawing(digit.drawing, drawn.value);
}

/**
 * The same before the digit has been read.
 * @param digit its own drawing
 * @param of all that is drawn
 */
export const chooseDrawing = (digit: Drawing, of: Drawing) => (choice.value = { digit, of });

/** @param network that is asked; none has not come yet */
export function readingOf(drawing: Drawing, network: Snapshot | null): Reading {
  const { text, digits } = attempt(() => (network ? crate.value?.read(network, drawing) : null)) ?? NOTHING;
  const found = digits.every(({ state }) => state === "read") ? "read" : "unsure";
  return {
    text,
    digits,
    isOwn: drawing.image === null,
    ...statusOf(network, digits.length > 0 ? found : "blank"),
  };
}

/** What a network makes of the chosen digit. @param network that is asked; none has not come yet */
export function predictionOf(network: Snapshot | null): Prediction {
  const { value: digit } = chosenDigit;
  const image = digit?.image ?? attempt(() => crate.value?.imageOf(drawn.value)) ?? null;
  const own = network === active.value ? digit : null;
  const found = own ?? attempt(() => (network && image ? crate.value?.predict(network, image) : null));
  return {
    image,
    isOwn: drawn.value.image === null,
    probabilities: found?.probabilities ?? null,
    ranking: found?.ranking ?? [],
    ...statusOf(network, found?.state ?? "blank"),
  };
}

/** From now on the drawing is read. */
export function startReading() {
  const update = onceAFrame(() => (framed.value = drawing.value));
  effect(() => {
    void drawing.value;
    update();
  });
}

const NOTHING: Found = { text: "", digits: [] };

/** @param state where nothing is missing */
function statusOf(
  network: Snapshot | null,
  state: Prediction["state"],
): Pick<Prediction, "state" | "progress" | "fault"> {
  const at = { progress: progress.value, fault: "" };
  // Without the program no network reads, wherever it comes from.
  const isFailed = fault.value !== "" && (network === pretrained.value || !crate.value);
  if (isFailed) return { ...at, state: "failed", fault: fault.value };
  return { ...at, state: network && crate.value ? state : "loading" };
}

function attempt<T>(work: () => T) {
  try {
    return work();
  } catch (error) {
    // Not while it is being computed.
    queueMicrotask(() => forget(error));
    return null;
  }
}

const indexOf = (digits: readonly FoundDigit[], drawing: Drawing) =>
  digits.findIndex((digit) => digit.drawing === drawing);

function newest(drawing: Drawing, digits: readonly FoundDigit[]) {
  const ends = digits.map(({ strokes }) => newestIn(drawing, strokes));
  return ends.indexOf(Math.max(...ends));
}

/** Whether all that is drawn was drawn before. */
const hasNoMoreInk = (now: Drawing, before: Drawing) =>
  now.picture === before.picture &&
  now.image === before.image &&
  now.strokes.every((stroke, i) => stroke === before.strokes[i]);
