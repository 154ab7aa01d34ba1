// The pixels of a picture that somebody hands over.
import type { Canvas, PictureFile, Pixels } from "../index";

export const isPixels = (value: object): value is Pixels => "data" in value && "width" in value && "height" in value;

export const isCanvas = (value: object): value is Canvas => "getContext" in value;

export const isFile = (value: object): value is PictureFile => "arrayBuffer" in value && "type" in value;

/** @throws an `Error` if it has no 2D context, or if it shows a picture of another host */
export function pixelsOf(canvas: Canvas): Pixels {
  const context = canvas.getContext("2d") as CanvasRenderingContext2D | null;
  if (!context) throw new Error("the canvas has no 2D context: hand over its pixels as { data, width, height }");
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** Decodes a picture, upright as its camera says. */
export async function decoded(file: PictureFile): Promise<Pixels> {
  if (typeof createImageBitmap === "undefined")
    throw new Error("only a browser decodes pictures: hand over the pixels as { data, width, height }");
  const bitmap = await createImageBitmap(file as Blob).catch((cause: unknown) => {
    throw new Error(`the file is no picture that this browser decodes (its type is “${file.type}”)`, { cause });
  });
  try {
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
    return pixelsOf(canvas);
  } finally {
    bitmap.close();
  }
}
