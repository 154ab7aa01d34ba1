// Forty images of 3s and 8s: synthetic handwriting, and the drawing in the place of one of them where it is a 3 or an 8.
import { computed, signal } from "@preact/signals";
import { prediction } from "../../store/prediction";
import { client } from "../client";
import { failureWords } from "../failure";
import { featuresOf, inputsOf, scaleOf, type Features } from "./features";
import { LANDSCAPES, type Kind } from "./landscapes";
import type { Examples } from "../worker/protocol";

export const COUNT = 40;
/** A batch of ten comes four times a round. */
export const BATCH = 10;
const PIXELS = 784;
const DIGITS = [3, 8];
export const QUESTION = { digits: DIGITS, each: COUNT / 2, firstStyle: 0, styles: 8, seed: 6 };

const written = signal<Examples | null>(null);
const failure = signal("");
let isAsked = false;

/** Why the images are not here, in a sentence. */
export const fault = computed(() => failure.value);

/** Has the forty written, once. */
export function load() {
  if (isAsked) return;
  isAsked = true;
  failure.value = "";
  client.request("handwriting", QUESTION).then(
    (examples) => (written.value = examples),
    (error: unknown) => {
      console.error(error);
      isAsked = false;
      failure.value = failureWords("The images could not be written", error);
    },
  );
}

export interface Dot {
  /** In 0..1. */
  features: Features;
  /** 0: a 3, 1: an 8. */
  label: number;
  isYours: boolean;
}

/** A drawing and which of the two it is: 0 or 1. */
interface Own {
  image: Float32Array;
  label: number;
}

/** The forty, the first of its kind giving way to one's own. */
export function dotsOf({ images, labels }: Examples, own: Own | null): readonly Dot[] {
  const features = Array.from(labels, (_, i) => featuresOf(images.subarray(i * PIXELS, (i + 1) * PIXELS)));
  const scale = scaleOf(features);
  const replaced = own ? labels.indexOf(DIGITS[own.label]) : -1;
  return features.map((one, i) => ({
    features: inputsOf(own && i === replaced ? featuresOf(own.image) : one, scale),
    label: DIGITS.indexOf(labels[i]),
    isYours: i === replaced,
  }));
}

const image = computed(() => prediction.value.image);
/** −1: the drawing is neither. */
const ownLabel = computed(() => DIGITS.indexOf(prediction.value.ranking[0]));

/** Null until they are here. */
export const dots = computed((): readonly Dot[] | null => {
  const label = ownLabel.value;
  const own = image.value && label >= 0 ? { image: image.value, label } : null;
  return written.value && dotsOf(written.value, own);
});

/** What a network learns from. */
export function examplesOf(kind: Kind, dots: readonly Dot[]): Examples {
  const { inputs } = LANDSCAPES[kind];
  return {
    images: Float32Array.from(dots.flatMap(({ features }) => inputs(features))),
    labels: Uint8Array.from(dots, ({ label }) => label),
  };
}

/** One ten after the other, each with 3s and 8s. */
export const tensOf = (dots: readonly Dot[]) =>
  Array.from({ length: COUNT / BATCH }, (_, ten) => dots.filter((_, i) => i % (COUNT / BATCH) === ten));
