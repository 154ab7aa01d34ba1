// Drawings of which the user said which digit they are, and what was read in them; kept in the browser.
import { computed, signal } from "@preact/signals";
import { piecesOf, type Ink } from "../../npm/src/reader/drawing";
import type { Drawing } from "../engine/drawing";
import type { Prediction } from "../engine/prediction";
import { database, readAll, VERSION } from "./database";
import { isLabelledDrawing, sifted } from "./soundness";

export interface LabelledDrawing {
  version: number;
  id: string;
  /** Milliseconds since 1970. */
  written: number;
  /** The digit that it is. */
  label: number;
  /** Nobody said so: the user joined or split ink, and that was read in it. */
  isInferred?: boolean;
  /** The digit that was read, if any. */
  read: number | null;
  /** That read. */
  network: string;
  /** x0, y0, x1, y1 … each; a picture has none. */
  strokes: number[][] | null;
  /** The 784 greys that were read, 0..255. */
  image: Uint8Array;
}

/** What was read in it. */
type Labelled = Pick<Prediction, "state" | "image" | "ranking">;

const all = signal<readonly LabelledDrawing[]>([]);
const isRefused = signal(false);
const damage = signal(0);
/** By the digit's own drawing. */
const ids = new WeakMap<Drawing, string>();

/** Oldest first. */
export const labelledDrawings = computed(() => all.value);
/** The browser keeps none of them. */
export const isForbidden = computed(() => isRefused.value);
/** How many are damaged, and left out. */
export const damaged = computed(() => damage.value);

let loading: Promise<void> | null = null;

/** Those of earlier visits, the first time that it is asked for them. */
export const loadLabelledDrawings = () =>
  (loading ??= attempt(async () => {
    const found = sifted(await readAll("marks"), isLabelledDrawing);
    damage.value = found.damaged.length;
    const here = new Set(all.value.map(({ id }) => id));
    const earlier = found.whole.filter(({ id }) => !here.has(id));
    all.value = [...earlier.sort((a, b) => a.written - b.written), ...all.value];
  }));

/** By which what was said of a drawing is found again after a reload, if anything was. */
export const labelIdOf = (drawing: Drawing) => ids.get(drawing);

/** What was said of a drawing before a reload holds for the drawing that was taken over. */
export const restoreLabelId = (drawing: Drawing, id: string) => void ids.set(drawing, id);

/** What was said of a drawing; null if nothing was. */
export const labelledDrawingOf = (drawing: Drawing) => all.value.find(({ id }) => id === ids.get(drawing)) ?? null;

/**
 * @param drawing of one digit
 * @param ink the drawing's strokes as the network takes them; null for a picture
 * @param network that read
 * @param label the digit that it is
 * @param isInferred nobody said so
 */
export function labelDrawing(
  drawing: Drawing,
  ink: Ink | null,
  prediction: Labelled,
  network: string,
  label: number,
  isInferred: boolean = false,
) {
  const before = labelledDrawingOf(drawing);
  // Said again before the earlier visits' are here, it takes the place of what was said then.
  const after = { ...(before ?? recordOf(ids.get(drawing) ?? newId(), ink, prediction, network)), label, isInferred };
  ids.set(drawing, after.id);
  all.value = [...all.value.filter((other) => other !== before), after];
  return attempt(async () => (await database()).put("marks", after));
}

export function removeLabel(labelled: LabelledDrawing) {
  all.value = all.value.filter((other) => other !== labelled);
  return attempt(async () => (await database()).delete("marks", labelled.id));
}

/** A label that nobody said goes, unless somebody has said something since. */
export const takeBack = (labelled: LabelledDrawing) =>
  all.value.includes(labelled) ? removeLabel(labelled) : undefined;

export function forgetLabelledDrawings() {
  all.value = [];
  damage.value = 0;
  return attempt(async () => (await database()).clear("marks"));
}

async function attempt(work: () => Promise<unknown>) {
  try {
    await work();
  } catch (error) {
    console.warn("The browser keeps no labelled drawings.", error);
    isRefused.value = true;
  }
}

function recordOf(
  id: string,
  ink: Ink | null,
  { state, image, ranking }: Labelled,
  network: string,
): Omit<LabelledDrawing, "label"> {
  return {
    version: VERSION,
    id,
    written: Date.now(),
    read: state === "read" ? ranking[0] : null,
    network,
    strokes: ink && piecesOf(ink),
    image: Uint8Array.from(image ?? [], (grey) => Math.round(255 * grey)),
  };
}

/** Unique enough among the drawings of one browser. */
const newId = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
