// A picture as the page takes it in.
import { WHOLE, type Picture } from "./drawing";
import { contextOf, KEPT, Photo } from "./photo";
import { isSvg, openSvg } from "./svg";

/** All of it is read at first. */
export async function pictureOf(file: Blob): Promise<Picture> {
  const source = isSvg(file) ? await openSvg(file, KEPT) : await createImageBitmap(file);
  const scale = Math.min(1, KEPT / Math.max(source.width, source.height));
  const context = contextOf(source.width * scale, source.height * scale);
  context.drawImage(source, 0, 0, context.canvas.width, context.canvas.height);
  if (source instanceof ImageBitmap) source.close();
  return { photo: new Photo(context.canvas), box: WHOLE };
}

/** Side of the picture that is read back for a test. */
const TEST = 8;

/** A protection from recognition changes the lowest bits; whoever changes more than this leaves no picture. */
const NOISE = 8;

/** Whether the pixels that this browser gives back are those that were painted: some falsify them against tracking. */
export function arePixelsTrue() {
  const context = contextOf(TEST, TEST);
  const painted = context.createImageData(TEST, TEST);
  for (let i = 0; i < painted.data.length; i++) painted.data[i] = i % 4 === 3 ? 255 : (i * 37) % 256;
  context.putImageData(painted, 0, 0);
  const { data } = context.getImageData(0, 0, TEST, TEST);
  return data.every((value, i) => Math.abs(value - painted.data[i]) <= NOISE);
}
