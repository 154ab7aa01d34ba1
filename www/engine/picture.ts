// A picture as the page takes it in.
import type { Picture } from "./drawing";

/** The longest side of what is kept of a picture: far more than the 20 pixels that are read, and quick. */
const LONGEST = 512;

export async function pictureOf(file: Blob): Promise<Picture> {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const surface = document.createElement("canvas");
  surface.width = Math.max(1, Math.round(bitmap.width * scale));
  surface.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = surface.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas to open a picture on");
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, surface.width, surface.height);
  bitmap.close();
  return { surface, pixels: context.getImageData(0, 0, surface.width, surface.height) };
}
