// Reads drawings as numbers. The last reading of each network is cached, and the same ink has the same image, by which it
// is told whether anything changed.
import type { Bounds, FoundDigit as CrateDigit, NumberReading, Placement, ReadingOptions } from "crate";
import type { Crate } from "./crate";
import type { Drawing, Picture } from "./drawing";
import { drawingOf, shareInk } from "./ink";
import type { Network } from "./networks";
import { pixelsOf, placeOnPad } from "./photo";
import { answer, ranked } from "../../npm/src/reader/prediction";
import type { Found, FoundDigit } from "./prediction";
import type { Snapshot } from "./snapshot";

export class Readings {
  readonly #crate: Crate;
  /** What an answer needs. */
  readonly #least: number;
  #last: WeakMap<Snapshot, { drawing: Drawing; found: Found }> = new WeakMap();
  // Of each digit, by its own drawing:
  #images: WeakMap<Drawing, Float32Array> = new WeakMap();
  #canSplit: WeakMap<Drawing, boolean> = new WeakMap();

  constructor(crate: Crate, least: number) {
    this.#crate = crate;
    this.#least = least;
  }

  of(snapshot: Snapshot, drawing: Drawing): Found {
    const known = this.#last.get(snapshot);
    if (known?.drawing === drawing) return known.found;
    const found = drawing.image ? this.#given(snapshot, drawing, drawing.image) : this.#found(snapshot, drawing);
    this.#last.set(snapshot, { drawing, found });
    return found;
  }

  /** The ink of each of the digits into which a digit of this drawing is split; null if it has no place to cut. */
  split(snapshot: Snapshot, drawing: Drawing, { strokes: ink }: FoundDigit): readonly Uint32Array[] | null {
    if (drawing.image) return null;
    const fixed = drawing.fixed.filter((other) => !shareInk(drawing, other, ink));
    const { digits } = this.#number(snapshot, drawing, { fixed, split: ink });
    const parts = digits.map(({ strokes }) => strokes).filter((strokes) => shareInk(drawing, strokes, ink));
    return parts.length > 1 ? parts : null;
  }

  /** Whether a digit of this drawing has a place to cut, which depends on its ink alone and on no network. */
  canSplit(snapshot: Snapshot, drawing: Drawing, digit: FoundDigit): boolean {
    const known = this.#canSplit.get(digit.drawing);
    if (known !== undefined) return known;
    const can = this.split(snapshot, drawing, digit) !== null;
    this.#canSplit.set(digit.drawing, can);
    return can;
  }

  /** An image that somebody else wrote is one digit, all over the pad. */
  #given(snapshot: Snapshot, drawing: Drawing, image: Float32Array): Found {
    const prediction = this.#crate.predict(snapshot, image);
    const placement = { left: 0, top: 0, side: 1 };
    const box = { left: 0, top: 0, right: 1, bottom: 1 };
    return {
      text: answer(prediction),
      digits: [{ ...prediction, image, placement, box, strokes: new Uint32Array(), drawing }],
    };
  }

  #found(snapshot: Snapshot, drawing: Drawing): Found {
    const { text, digits } = this.#number(snapshot, drawing, { fixed: drawing.fixed });
    return { text, digits: digits.map((digit) => this.#digit(digit, drawing, digits.length === 1)) };
  }

  #number(snapshot: Snapshot, drawing: Drawing, options: ReadingOptions): NumberReading {
    const network = this.#crate.network(snapshot);
    if (drawing.picture) return readPicture(network, drawing.picture, options);
    const { xy, ends } = this.#crate.flatten(drawing.strokes);
    return network.read_strokes(xy, ends, options);
  }

  #digit(
    { probabilities, image, placement, bounds, strokes }: CrateDigit,
    drawing: Drawing,
    isAll: boolean,
  ): FoundDigit {
    const own = drawingOf(drawing, strokes, isAll);
    const known = this.#images.get(own) ?? image;
    this.#images.set(own, known);
    return {
      ...ranked(probabilities, this.#least),
      image: known,
      ...onPad(drawing, placement, bounds),
      strokes,
      drawing: own,
    };
  }
}

function readPicture(network: Network, picture: Picture, options: ReadingOptions) {
  const { data, width, height } = pixelsOf(picture);
  const rgba = new Uint8Array(data.buffer);
  try {
    return network.read_pixels(rgba, width, height, options);
  } catch (error) {
    // A picture that was handed over may have come to pieces in another way.
    if (!options.fixed?.length) throw error;
    console.warn(error);
    return network.read_pixels(rgba, width, height);
  }
}

/** Where the image of a digit lies on the pad, and its ink, in pads. */
function onPad({ picture }: Drawing, placement: Placement | null, box: Bounds) {
  if (!picture) return { placement, box };
  const { photo, box: part } = picture;
  const place = placeOnPad(photo);
  const [width, height] = [place.right - place.left, place.bottom - place.top];
  // Pads a pixel of what is read.
  const scale = ((part.right - part.left) * width) / pixelsOf(picture).width;
  const x = (value: number) => place.left + part.left * width + value * scale;
  const y = (value: number) => place.top + part.top * height + value * scale;
  return {
    placement: placement && { left: x(placement.left), top: y(placement.top), side: placement.side * scale },
    box: { left: x(box.left), top: y(box.top), right: x(box.right), bottom: y(box.bottom) },
  };
}
