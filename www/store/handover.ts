// Hands the drawing over to the page that is loaded next in this tab.
import { BLANK, type Drawing, type Stroke } from "../engine/drawing";
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
  /** Its pixels as a PNG, in a URL. */
  picture: string | null;
  /** Of what the user said of it, if anything. */
  labelId?: string;
}

/** Fails where the browser keeps nothing for this page. */
export function handOver(drawing: Drawing) {
  const { strokes, image, picture } = drawing;
  const handed: Handed = {
    version: VERSION,
    strokes,
    image: image && Array.from(image),
    picture: picture && picture.surface.toDataURL(),
    labelId: labelIdOf(drawing),
  };
  sessionStorage.setItem(KEY, JSON.stringify(handed));
}

/** What the page before handed over, once; `BLANK` if that was a blank pad, nothing, or nothing of ours. */
export async function takeOver(): Promise<Drawing> {
  try {
    const text = sessionStorage.getItem(KEY);
    if (text === null) return BLANK;
    sessionStorage.removeItem(KEY);
    const handed: unknown = JSON.parse(text);
    if (!isSound(handed) || isBlank(handed)) return BLANK;
    const { strokes, image, picture, labelId } = handed;
    const drawing: Drawing = {
      strokes,
      image: image && Float32Array.from(image),
      picture: picture === null ? null : await pictureOf(await (await fetch(picture)).blob()),
    };
    if (labelId !== undefined) restoreLabelId(drawing, labelId);
    return drawing;
  } catch (error) {
    console.warn("No drawing was taken over.", error);
    return BLANK;
  }
}

const isBlank = ({ strokes, image, picture }: Handed) => strokes.length === 0 && image === null && picture === null;

/** Whether a record is one of ours, whole. */
function isSound(record: unknown): record is Handed {
  if (typeof record !== "object" || record === null) return false;
  const { version, strokes, image, picture, labelId }: Partial<Handed> = record;
  return (
    version === VERSION &&
    Array.isArray(strokes) &&
    strokes.every(isStroke) &&
    (image === null || (isNumbers(image) && image.length === PIXELS)) &&
    (picture === null || typeof picture === "string") &&
    (labelId === undefined || typeof labelId === "string")
  );
}

const isStroke = (value: unknown) => isNumbers(value) && value.length > 0 && value.length % 2 === 0;

const isNumbers = (value: unknown): value is number[] => Array.isArray(value) && value.every(Number.isFinite);
