// What may be done to the training images: the crate's settings as the page names them.
import type { Augmentation, Recipe } from "crate";

export type Key = keyof Augmentation;
export type Setting = { key: Key; label: string; most: number; unit: string };

/** By the name of the field. */
export const AUGMENTATION: Record<string, Setting> = {
  rotation: { key: "rotation_degrees", label: "Rotation", most: 30, unit: "0 to 30 degrees, both ways" },
  "random-rotation": {
    key: "random_rotation_degrees",
    label: "Random rotation",
    most: 30,
    unit: "0 to 30 degrees at most",
  },
  scale: { key: "scale", label: "Scale", most: 0.5, unit: "0 to 0.5 of width and height" },
  shear: { key: "shear_degrees", label: "Slant", most: 30, unit: "0 to 30 degrees at most" },
  shift: { key: "shift_pixels", label: "Shift", most: 4, unit: "0 to 4 pixels at most" },
  elastic: { key: "elastic_pixels", label: "Distortion", most: 2, unit: "0 to 2 pixels, as of rubber" },
  thickening: { key: "thickening_pixels", label: "Thickening", most: 2, unit: "0 to 2 pixels at most" },
  thinning: { key: "thinning_pixels", label: "Thinning", most: 1, unit: "0 to 1 pixel at most" },
};

/** Whether a recipe varies its images at random. */
export const isRandom = (augmentation: Recipe["augmentation"] = {}) =>
  Object.values(AUGMENTATION).some(({ key }) => key !== "rotation_degrees" && (augmentation[key] ?? 0) > 0);

/** Whether images stay as they are. */
export const isOff = (augmentation: Recipe["augmentation"] = {}) =>
  Object.values(AUGMENTATION).every(({ key }) => !augmentation[key]);
