// A picture as the page takes it in.
import type { Picture } from "./drawing";
import { isSvg, openSvg } from "./svg";

/** The longest side of what is kept of a picture: far more than the 20 pixels that are read, and quick. */
const LONGEST = 512;

export async function pictureOf(file: Blob): Promise<Picture> {
  const source = isSvg(file) ? await openSvg(file, LONGEST) : await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(source.width, source.height));
  const context = canvas(Math.round(source.width * scale), Math.round(source.height * scale));
  const { width, height } = context.canvas;
  context.imageSmoothingQuality = "high";
  context.drawImage(source, 0, 0, width, height);
  if (source instanceof ImageBitmap) source.close();
  return { surface: context.canvas, pixels: context.getImageData(0, 0, width, height) };
}

/** Side of the picture that is read back for a test. */
const TEST = 8;

/** A protection from recognition changes the lowest bits; whoever changes more than this leaves no picture. */
const NOISE = 8;

/** Whether the pixels that this browser gives back are those that were painted: some falsify them against tracking. */
export function arePixelsTrue() {
  const context = canvas(TEST, TEST);
  const painted = context.createImageData(TEST, TEST);
  for (let i = 0; i < painted.data.length; i++) painted.data[i] = i % 4 === 3 ? 255 : (i * 37) % 256;
  context.putImageData(painted, 0, 0);
  const { data } = context.getImageData(0, 0, TEST, TEST);
  return data.every((value, i) => Math.abs(value - painted.data[i]) <= NOISE);
}

function canvas(width: number, height: number) {
  const surface = document.createElement("canvas");
  surface.width = Math.max(1, width);
  surface.height = Math.max(1, height);
  const context = surface.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas to open a picture on");
  return context;
}
