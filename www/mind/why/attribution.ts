// Which pixels speak for a digit: the active model is asked about the drawing, once for all who show it.
import { computed, effect, signal } from "@preact/signals";
import { messageOf } from "../../../npm/src/program/message";
import { crate } from "../../store/program";
import { prediction } from "../../store/prediction";
import { active } from "../../store/snapshots";
import { percent } from "../../ui/format";
import { partsOf, reasons } from "./places";

export interface Attribution {
  /** That is asked about. */
  digit: number;
  image: Float32Array;
  /** Of the digit's pre-activation by each pixel: above 0 ink speaks for the digit, below 0 against it. */
  gradient: Float32Array;
  title: string;
  words: string;
}

/** The digit that is asked about; nobody chose: the answer. */
const chosen = signal<number | null>(null);

export const askAbout = (digit: number) => (chosen.value = digit === prediction.value.ranking[0] ? null : digit);

/** None without ink. */
export const attribution = computed<Attribution | null>(() => {
  const { image, probabilities, ranking } = prediction.value;
  if (!image || !probabilities || !active.value || !crate.value) return null;
  const digit = chosen.value ?? ranking[0];
  const title = digit === ranking[0] ? `Why ${digit}?` : `Why not ${digit}?`;
  try {
    const gradient = crate.value.network(active.value).sensitivity(image, digit);
    const words = `${reasons(partsOf(image, gradient), digit)} The network gives ${digit} ${percent(probabilities[digit])}.`;
    return { digit, image, title, gradient, words };
  } catch (error) {
    // A step has no slope, and not every network knows ten digits.
    const words = `This network cannot say why: ${messageOf(error)}.`;
    return { digit, image, title, gradient: new Float32Array(image.length), words };
  }
});

let isFollowing = false;

/** From the first call on, what was asked is forgotten with the ink that it was asked about. */
export function forgetWithInk() {
  if (isFollowing) return;
  isFollowing = true;
  let wasInk = false;
  effect(() => {
    const isInk = prediction.value.image !== null;
    if (wasInk && !isInk) chosen.value = null;
    wasInk = isInk;
  });
}
