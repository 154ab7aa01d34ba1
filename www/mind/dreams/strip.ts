// Ten images in a row as a PNG, as the command line draws them: dark ink on white, four dots a pixel each way.
import { SIDE } from "../../ui/greys";

const SCALE = 4;
const MARGIN = 8;
const PITCH = SIDE * SCALE + MARGIN;

/** @param images 784 values in 0..1 each */
export async function stripOf(images: Float32Array): Promise<Blob> {
  const count = images.length / SIDE ** 2;
  const canvas = Object.assign(document.createElement("canvas"), {
    width: count * PITCH + MARGIN,
    height: PITCH + MARGIN,
  });
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser gives the page no canvas to draw on");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  images.forEach((ink, at) => {
    const [image, pixel] = [Math.floor(at / SIDE ** 2), at % SIDE ** 2];
    const grey = Math.round(255 * (1 - ink));
    context.fillStyle = `rgb(${grey} ${grey} ${grey})`;
    const [x, y] = [pixel % SIDE, Math.floor(pixel / SIDE)];
    context.fillRect(MARGIN + image * PITCH + x * SCALE, MARGIN + y * SCALE, SCALE, SCALE);
  });
  const file = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  if (!file) throw new Error("this browser made no PNG");
  return file;
}
