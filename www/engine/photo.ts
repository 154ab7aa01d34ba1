// A photograph, in as many pixels as reading a small part of it needs; and where it lies on the pad.
import type { Bounds } from "crate";
import type { Box, Picture } from "./drawing";

/** Pixels of the longer side of what is read: far more than the 20 of an image, and quick. */
const READ = 512;

/**
 * Pixels of the longer side of what is kept: a digit of a hundredth of the photograph still has the 20 of an image, and
 * all of it takes no more than 22 MB.
 */
export const KEPT = 2048;

/** Characters of an address that has the pixels: browsers keep about 5,000,000 of a page for the next one. */
const LONGEST_URL = 2_000_000;

/** The surface on which each part is scaled. */
let table: CanvasRenderingContext2D | undefined;

export class Photo {
  /** The whole of it, each time half as large: a part is scaled from the next larger one, in a moment and without gaps. */
  readonly #levels: readonly [HTMLCanvasElement, ...HTMLCanvasElement[]];
  #url: string | undefined;

  /** @param surface at most `KEPT` pixels long */
  constructor(surface: HTMLCanvasElement) {
    let last = surface;
    const smaller: HTMLCanvasElement[] = [];
    while (longerOf(last) > READ) smaller.push((last = halved(last)));
    this.#levels = [surface, ...smaller];
  }

  get width() {
    return this.#levels[0].width;
  }

  get height() {
    return this.#levels[0].height;
  }

  /** All of it in at least so many pixels along the longer side, if there are as many. */
  surface(pixels: number): HTMLCanvasElement {
    return this.#levels.findLast((level) => longerOf(level) >= pixels) ?? this.#levels[0];
  }

  /** What is in a box: cut out first and scaled then, so that a small part has the pixels that it had. */
  pixels({ left, top, right, bottom }: Box): ImageData {
    const [width, height] = [(right - left) * this.width, (bottom - top) * this.height];
    const longer = Math.max(width, height);
    const level = this.surface((longerOf(this.#levels[0]) * Math.min(longer, READ)) / longer);
    const scale = Math.min(1, READ / longer);
    table ??= contextOf(1, 1);
    table.canvas.width = atLeastOne(width * scale);
    table.canvas.height = atLeastOne(height * scale);
    table.imageSmoothingQuality = "high";
    const [w, h] = [level.width, level.height];
    const place = [left * w, top * h, (right - left) * w, (bottom - top) * h] as const;
    table.drawImage(level, ...place, 0, 0, table.canvas.width, table.canvas.height);
    return table.getImageData(0, 0, table.canvas.width, table.canvas.height);
  }

  /** Its pixels in an address: those of a small one as they are, of a large one as many as there is room for. */
  url(): string {
    return (this.#url ??= this.#encoded());
  }

  #encoded() {
    let url = "";
    for (const level of this.#levels) {
      url = level.toDataURL(longerOf(level) > READ ? "image/webp" : "image/png");
      if (url.length <= LONGEST_URL) break;
    }
    return url;
  }
}

/** Of each picture, once. */
const known: WeakMap<Picture, ImageData> = new WeakMap();

/** What is read of a picture. */
export function pixelsOf(picture: Picture): ImageData {
  let pixels = known.get(picture);
  if (!pixels) known.set(picture, (pixels = picture.photo.pixels(picture.box)));
  return pixels;
}

/** Where a photograph lies on the pad, in pads: as large as it can, in the middle. */
export function placeOnPad({ width, height }: Pick<Photo, "width" | "height">): Bounds {
  const size = Math.max(width, height);
  const [x, y] = [(size - width) / 2 / size, (size - height) / 2 / size];
  return { left: x, top: y, right: 1 - x, bottom: 1 - y };
}

export function contextOf(width: number, height: number) {
  const surface = document.createElement("canvas");
  surface.width = atLeastOne(width);
  surface.height = atLeastOne(height);
  const context = surface.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas to open a picture on");
  context.imageSmoothingQuality = "high";
  return context;
}

function halved(surface: HTMLCanvasElement) {
  const context = contextOf(surface.width / 2, surface.height / 2);
  context.drawImage(surface, 0, 0, context.canvas.width, context.canvas.height);
  return context.canvas;
}

const atLeastOne = (pixels: number) => Math.max(1, Math.round(pixels));

const longerOf = ({ width, height }: HTMLCanvasElement) => Math.max(width, height);
