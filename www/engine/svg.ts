// Opens SVG files, which `createImageBitmap` does not. As an image, an SVG runs no scripts and loads nothing.
import { parse } from "./trusted";

const TYPE = "image/svg+xml";

/** What the standard gives an image that says nothing of its size. */
const [WIDTH, HEIGHT] = [300, 150];

export const isSvg = (file: Blob) => file.type === TYPE || (file instanceof File && /\.svg$/i.test(file.name));

/** @param longest pixels of its longer side, whatever size it has itself */
export async function openSvg(file: Blob, longest: number) {
  const parsed = parse(await file.text(), TYPE);
  const root = parsed.documentElement;
  if (root.localName !== "svg") throw new Error("no SVG");
  sizeTo(root, longest);
  const image = new Image();
  // In a `data:` URL no browser takes what it shows for somebody else's, which could not be read back.
  image.src = `data:${TYPE};charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(parsed))}`;
  await image.decode();
  return image;
}

/** An image without a size of its own has no pixels in some browsers. */
function sizeTo(root: Element, longest: number) {
  const box =
    root
      .getAttribute("viewBox")
      ?.trim()
      .split(/[\s,]+/)
      .map(Number) ?? [];
  const hasBox = box.length === 4 && box[2] > 0 && box[3] > 0;
  const width = lengthOf(root, "width") ?? (hasBox ? box[2] : WIDTH);
  const height = lengthOf(root, "height") ?? (hasBox ? box[3] : HEIGHT);
  if (!hasBox) root.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const scale = longest / Math.max(width, height);
  root.setAttribute("width", String(width * scale));
  root.setAttribute("height", String(height * scale));
}

/** In pixels; undefined if it is none, or a share of something. */
function lengthOf(root: Element, name: string) {
  const [, figure, unit] = /^\s*([\d.]+)\s*(px|pt|pc|mm|cm|in)?\s*$/.exec(root.getAttribute(name) ?? "") ?? [];
  const pixels = Number(figure) * (UNITS[unit] ?? 1);
  return pixels > 0 ? pixels : undefined;
}

const UNITS: Readonly<Record<string, number | undefined>> = { pt: 4 / 3, pc: 16, mm: 96 / 25.4, cm: 96 / 2.54, in: 96 };
