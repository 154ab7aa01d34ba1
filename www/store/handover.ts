// Hands the drawing over to the page that is loaded next in this tab.
import { BLANK, WHOLE, type Box, type Drawing, type Picture } from "../engine/drawing";
import type { Stroke } from "../../npm/src/reader/drawing";
import { digitsIn, drawingOf, fits } from "../engine/ink";
import { pictureOf } from "../engine/picture";
import { labelIdOf, restoreLabelId } from "./labelled-drawings";

const KEY = "drawing";
const PIXELS = 784;

/** Of another shape than this, a record is not read. */
const VERSION = 1;

interface Handed {
  version: number;
  strokes: readonly Stroke[];
  image: number[] | null;
  /** Its pixels, in a URL. */
  picture: string | null;
  /** The part of it that is read: left, top, right and bottom. */
  box?: number[];
  /** Of what the user said of it, if anything. */
  labelId?: string;
  /** What is a digit by itself. */
  fixed?: number[][];
  /** Of what the user said of digits in it. */
  labels?: Label[];
}
interface Label {
  ink: number[];
  id: string;
}

/** Fails where the browser keeps nothing for this page. */
export function handOver(drawing: Drawing) {
  const { strokes, image, picture } = drawing;
  const handed: Handed = {
    version: VERSION,
    strokes,
    image: image && Array.from(image),
    picture: picture && picture.photo.url(),
    box: picture ? [picture.box.left, picture.box.top, picture.box.right, picture.box.bottom] : undefined,
    labelId: labelIdOf(drawing),
    fixed: drawing.fixed.map((ink) => Array.from(ink)),
    labels: labelsIn(drawing),
  };
  sessionStorage.setItem(KEY, JSON.stringify(handed));
}

/** Of its digits; what was said of the whole is said of it. */
const labelsIn = (drawing: Drawing): Label[] =>
  digitsIn(drawing).flatMap(({ ink, drawing: digit }) => {
    const id = digit === drawing ? undefined : labelIdOf(digit);
    return id === undefined ? [] : { ink: Array.from(ink), id };
  });

/** What the page before handed over, once; `BLANK` if that was a blank pad, nothing, or nothing of ours. */
export async function takeOver(): Promise<Drawing> {
  try {
    const text = sessionStorage.getItem(KEY);
    if (text === null) return BLANK;
    sessionStorage.removeItem(KEY);
    const handed: unknown = JSON.parse(text);
    if (!isSound(handed) || isBlank(handed)) return BLANK;
    const { strokes, image, picture, box, labelId, fixed = [], labels = [] } = handed;
    const drawing: Drawing = {
      strokes,
      fixed: fixed.map((ink) => Uint32Array.from(ink)),
      image: image && Float32Array.from(image),
      picture: picture === null ? null : await pictureAt(picture, box),
    };
    if (![...fixed, ...labels.map(({ ink }) => ink)].every((ink) => fits(drawing, ink))) return BLANK;
    if (labelId !== undefined) restoreLabelId(drawing, labelId);
    for (const { ink, id } of labels) restoreLabelId(drawingOf(drawing, Uint32Array.from(ink), false), id);
    return drawing;
  } catch (error) {
    console.warn("No drawing was taken over.", error);
    return BLANK;
  }
}

async function pictureAt(url: string, box?: readonly number[]): Promise<Picture> {
  const picture = await pictureOf(await (await fetch(url)).blob());
  return { ...picture, box: box ? boxOf(box) : WHOLE };
}

const boxOf = ([left, top, right, bottom]: readonly number[]): Box => ({ left, top, right, bottom });

const isBlank = ({ strokes, image, picture }: Handed) => strokes.length === 0 && image === null && picture === null;

/** Whether a record is one of ours, whole. */
function isSound(record: unknown): record is Handed {
  if (typeof record !== "object" || record === null) return false;
  const { version, strokes, image, picture, box, labelId, fixed = [], labels = [] }: Partial<Handed> = record;
  return (
    version === VERSION &&
    Array.isArray(strokes) &&
    strokes.every(isStroke) &&
    (image === null || (isNumbers(image) && image.length === PIXELS)) &&
    (picture === null || typeof picture === "string") &&
    (box === undefined || isBox(box)) &&
    (labelId === undefined || typeof labelId === "string") &&
    Array.isArray(fixed) &&
    fixed.every(isNumbers) &&
    Array.isArray(labels) &&
    labels.every(isLabel)
  );
}

const isLabel = (value: unknown) =>
  typeof value === "object" &&
  value !== null &&
  isNumbers((value as Partial<Label>).ink) &&
  typeof (value as Partial<Label>).id === "string";

const isBox = (value: unknown) => isNumbers(value) && value.length === 4 && isPartOfAll(boxOf(value));

const isPartOfAll = ({ left, top, right, bottom }: Box) =>
  left >= 0 && left < right && right <= 1 && top >= 0 && top < bottom && bottom <= 1;

const isStroke = (value: unknown) => isNumbers(value) && value.length > 0 && value.length % 2 === 0;

const isNumbers = (value: unknown): value is number[] => Array.isArray(value) && value.every(Number.isFinite);
