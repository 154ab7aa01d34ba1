// What may be done to the training images: the crate's settings as the page names them.
import type { Augmentation, Recipe } from "crate";

export type Key = keyof Augmentation;
/** `unit`: what the number is, behind its limits. */
export type Setting = { key: Key; label: string; unit: string };

/** By the name of the field. */
export const AUGMENTATION: Record<string, Setting> = {
  rotation: { key: "rotation_degrees", label: "Rotation", unit: "degrees, both ways" },
  "random-rotation": {
    key: "random_rotation_degrees",
    label: "Random rotation",
    unit: "degrees at most",
  },
  scale: { key: "scale", label: "Scale", unit: "of width and height" },
  shear: { key: "shear_degrees", label: "Slant", unit: "degrees at most" },
  shift: { key: "shift_pixels", label: "Shift", unit: "pixels at most" },
  elastic: { key: "elastic_pixels", label: "Distortion", unit: "pixels, as of rubber" },
  thickening: { key: "thickening_pixels", label: "Thickening", unit: "pixels at most" },
  thinning: { key: "thinning_pixels", label: "Thinning", unit: "pixel at most" },
};

/** Whether a recipe varies its images at random. */
export const isRandom = (augmentation: Recipe["augmentation"] = {}) =>
  Object.values(AUGMENTATION).some(({ key }) => key !== "rotation_degrees" && (augmentation[key] ?? 0) > 0);

/** Whether images stay as they are. */
export const isOff = (augmentation: Recipe["augmentation"] = {}) =>
  Object.values(AUGMENTATION).every(({ key }) => !augmentation[key]);
