// Hands the drawing over to the page that is loaded next in this tab.
import { BLANK, type Drawing, type Stroke } from "../engine/drawing";
import { pictureOf } from "../engine/picture";

const KEY = "drawing";

/** Of another shape than this, a record is not read. */
const VERSION = 1;

interface Handed {
  version: number;
  strokes: readonly Stroke[];
  image: number[] | null;
  /** Its pixels as a PNG, in a URL. */
  picture: string | null;
}

/** Fails where the browser keeps nothing for this page. */
export function handOver({ strokes, image, picture }: Drawing) {
  const handed: Handed = {
    version: VERSION,
    strokes,
    image: image && Array.from(image),
    picture: picture && picture.surface.toDataURL(),
  };
  sessionStorage.setItem(KEY, JSON.stringify(handed));
}

/** What the page before handed over, once; a blank if that was nothing, or nothing of ours. */
export async function takeOver(): Promise<Drawing> {
  try {
    const text = sessionStorage.getItem(KEY);
    if (text === null) return BLANK;
    sessionStorage.removeItem(KEY);
    const { version, strokes, image, picture } = JSON.parse(text) as Handed;
    if (version !== VERSION) return BLANK;
    return {
      strokes,
      image: image && Float32Array.from(image),
      picture: picture === null ? null : await pictureOf(await (await fetch(picture)).blob()),
    };
  } catch (error) {
    console.warn("No drawing was taken over.", error);
    return BLANK;
  }
}
