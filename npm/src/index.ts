// The reader: handwritten digits and whole numbers as text. What is declared here stands in the order in which one reads it,
// and names nothing that only browsers know.
import { open } from "./reader/reader";

/**
 * Loads a reader. Without options the program and its network come out of this package, and all readers share them.
 *
 * @throws an `Error` that says in a sentence what is missing: a browser that is too old, a policy that forbids the program,
 * an address that does not answer, a model file that reads no digits.
 */
export const loadReader = (options: LoadOptions = {}): Promise<Reader> => open(options);

/** Where program and network come from, if not out of this package. */
export interface LoadOptions {
  /** The program: the package's `reader.wasm`, by its address or its bytes. It is loaded once, by who asks first. */
  wasm?: Address | Uint8Array;
  /** A model file, by its address or its bytes: one that `train` made, or the package's `reader.safetensors`. */
  model?: Address | Uint8Array;
}

/** Of a file: a text, or a `URL`. */
export type Address = string | { readonly href: string };

/** Reads drawings with one network. */
export interface Reader {
  /**
   * The number that is written in a drawing: of pen strokes, of the pixels of a picture, or of a canvas. A picture may be dark
   * on light or light on dark; a canvas that nothing was painted on is blank.
   *
   * @throws an `Error` that names the stroke and the point that is wrong
   */
  read(drawing: Strokes | Pixels | Canvas, options?: ReadOptions): Reading;
  /** The same of a picture's file, such as a `Blob` or a `File`, which only browsers decode. */
  read(picture: PictureFile): Promise<Reading>;
  /**
   * Which ink speaks for a digit in the last reading.
   *
   * @param digit 0 to 9, whichever was read
   * @returns for each digit found, from left to right, 784 values: where one is above 0, ink in that pixel of the digit's
   * image speaks for `digit`, below 0 against it
   * @throws an `Error` where nothing has been read
   */
  why(digit: number): Float32Array[];
  /** Gives its memory back; after that every other call throws an `Error` that says so. */
  free(): void;
}

/** The strokes of a drawing, in the order in which they were drawn: each a list of points. */
export type Strokes = readonly (readonly Point[])[];

/** [x, y] in any unit, x to the right, y downwards. */
export type Point = readonly number[];

/** Four bytes a pixel: red, green, blue, opacity. An `ImageData` is one. */
export interface Pixels {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** An `HTMLCanvasElement` or an `OffscreenCanvas`. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  getContext(kind: "2d"): unknown;
}

/** A `Blob` or a `File`. */
export interface PictureFile {
  readonly size: number;
  readonly type: string;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** How strokes were drawn. */
export interface ReadOptions {
  /** The pen’s width, in the unit of the points: strokes that are no larger are a dot. Without one, they are what they show. */
  pen?: number;
}

/** What is written. */
export interface Reading {
  /** The digits from left to right, and `?` for each that the network is not sure of; empty for a blank. */
  readonly text: string;
  /** 0 to 1: the product of each digit’s greatest probability; 0 for a blank. */
  readonly confidence: number;
  readonly digits: readonly FoundDigit[];
}

/** One digit of a number. */
export interface FoundDigit {
  /** 0 to 9; null if no probability is large enough. */
  readonly digit: number | null;
  /** Of each of the ten digits. */
  readonly probabilities: Float32Array;
  /** What the network sees: 28 rows of 28 values in 0..1, white ink on black. */
  readonly image: Float32Array;
  /** Where the image lies on the drawing, in the drawing’s unit; null for a dot. */
  readonly placement: Placement | null;
  /** The box around its ink, in the drawing’s unit. */
  readonly bounds: Bounds;
  /**
   * Its ink. Of strokes the start and the exclusive end of each part of a stroke, in points of the whole drawing; where a stroke
   * is cut, both parts have the point of the cut. Of a picture the numbers of its pieces.
   */
  readonly strokes: Uint32Array;
}

/** A square. */
export interface Placement {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}
