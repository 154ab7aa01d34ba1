// Digits that were torn apart or taken for one: the user joins or splits them, and the page learns from that as from other
// labelled drawings.
import { computed } from "@preact/signals";
import { shareInk, union } from "../engine/ink";
import type { FoundDigit } from "../engine/prediction";
import { nameOf } from "../engine/snapshot";
import { drawing, fix, isDrawing } from "./drawing";
import { labelDrawing, labelledDrawingOf, removeLabel, takeBack, type LabelledDrawing } from "./labelled-drawings";
import { chooseDrawing, chosen, chosenDigit, drawn, reading, readingOf } from "./prediction";
import { crate } from "./program";
import { active } from "./snapshots";

/** There is a digit beside the chosen one, at its right. */
export const canJoin = computed(() => chosen.value >= 0 && chosen.value + 1 < reading.value.digits.length);

/** The chosen digit has a place to cut; not asked under the pen. */
export const canSplit = computed(() => {
  const [digit, network] = [chosenDigit.value, active.value];
  if (isDrawing.value || !digit || !network) return false;
  return crate.value?.canSplit(network, drawn.value, digit) ?? false;
});

/** A digit and the one at its right become one. */
export function join(index: number) {
  const { digits } = reading.value;
  const [one, other] = [digits[index], digits[index + 1]];
  if (one && other) regroup([one, other], [union(drawn.value, one.strokes, other.strokes)]);
}

/** A digit becomes two or more, if it has a place to cut. */
export function split(index: number) {
  const digit = reading.value.digits[index];
  const parts = digit && active.value && crate.value?.split(active.value, drawn.value, digit);
  if (parts) regroup([digit], parts);
}

/** @param before the digits that are no more */
function regroup(before: readonly FoundDigit[], inks: readonly Uint32Array[]) {
  const all = drawn.value;
  // A pen may be quicker than the next frame.
  if (drawing.value !== all) return;
  const isNew = (ink: Uint32Array) => inks.some((other) => shareInk(all, ink, other));
  for (const digit of before) {
    const label = labelledDrawingOf(digit.drawing);
    if (label?.isInferred) void removeLabel(label);
  }
  const learnt: LabelledDrawing[] = [];
  fix([...all.fixed.filter((ink) => !isNew(ink)), ...inks], () => learnt.forEach(takeBack));
  const now = drawing.value;
  const digits = readingOf(now, active.value).digits.filter(({ strokes }) => isNew(strokes));
  if (digits.length > 0) chooseDrawing(digits[0].drawing, now);
  learnt.push(...digits.flatMap(learn));
}

/** What the user did says that these are digits: they are taken for what is read in them, if anything is. */
function learn(digit: FoundDigit) {
  const [{ value: program }, { value: network }] = [crate, active];
  if (digit.state !== "read" || !program || !network || labelledDrawingOf(digit.drawing)) return [];
  const { strokes, picture } = digit.drawing;
  const ink = picture ? null : program.flatten(strokes);
  void labelDrawing(digit.drawing, ink, digit, nameOf(network), digit.ranking[0], true);
  return labelledDrawingOf(digit.drawing) ?? [];
}
