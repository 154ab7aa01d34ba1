// A reader on the crate's build that only reads. Program and network are loaded once, and shared.
import * as crate from "crate/reader";
import { bytesOf } from "../program/source";
import { started } from "../program/start";
import { unpackPart } from "../program/unpack";
import { Shared } from "./shared";
import { decoded, isCanvas, isFile, isPixels, pixelsOf } from "./pictures";
import { inkOf } from "./strokes";
import type { Canvas, LoadOptions, PictureFile, Pixels, Reader, Reading, ReadOptions, Strokes } from "../index";
import type { NumberReading } from "crate/reader";

type Network = crate.Network;

/** The program, once somebody has asked for it; one that did not come is asked for again. */
let program: Promise<void> | undefined;

/** The network that comes with the package. */
const shipped = new Shared(async () => networkOf(await unpackPart(import("embedded/reader-model"), "The network")));

export async function open({ wasm, model }: LoadOptions): Promise<Reader> {
  program ??= start(wasm);
  await program.catch((error: unknown) => {
    program = undefined;
    throw error;
  });
  const shared = model === undefined ? shipped : new Shared(async () => networkOf(await bytesOf(model, "The model")));
  const network = await shared.take();
  return new NetworkReader(network, () => shared.release());
}

const start = async (wasm: LoadOptions["wasm"]) =>
  started(crate.default, "The program that reads", async () =>
    wasm === undefined
      ? unpackPart(import("embedded/reader-program"), "The program that reads")
      : bytesOf(wasm, "The program that reads"),
  );

/** @throws an `Error` if it is of a network that reads no digits */
function networkOf(model: Uint8Array): Network {
  const network = crate.Network.from_safetensors(model);
  try {
    network.check_reads_digits();
    return network;
  } catch (error) {
    network.free();
    throw error;
  }
}

class NetworkReader implements Reader {
  #network: Network | null;
  readonly #release: () => void;
  /** The digits' images of the last reading. */
  #images: Float32Array[] = [];

  constructor(network: Network, release: () => void) {
    this.#network = network;
    this.#release = release;
  }

  read(drawing: Strokes | Pixels | Canvas, options?: ReadOptions): Reading;
  read(picture: PictureFile): Promise<Reading>;
  read(drawing: Strokes | Pixels | Canvas | PictureFile, options: ReadOptions = {}): Reading | Promise<Reading> {
    const network = this.#open;
    if (Array.isArray(drawing)) return this.#reading(readStrokes(network, drawing, options));
    if (typeof drawing === "object" && drawing !== null) {
      if (isCanvas(drawing)) return this.#readPixels(pixelsOf(drawing));
      if (isPixels(drawing)) return this.#readPixels(drawing);
      if (isFile(drawing)) return decoded(drawing).then((pixels) => this.#readPixels(pixels));
    }
    throw new TypeError("nothing that can be read: strokes, an ImageData, a canvas or a Blob are");
  }

  why(digit: number): Float32Array[] {
    const network = this.#open;
    if (this.#images.length === 0) throw new Error("nothing has been read, so there is nothing to ask why about");
    return this.#images.map((image) => network.sensitivity(image, digit));
  }

  free() {
    if (this.#network) this.#release();
    this.#network = null;
    this.#images = [];
  }

  get #open(): Network {
    if (!this.#network) throw new Error("the reader was freed: load another");
    return this.#network;
  }

  #readPixels({ data, width, height }: Pixels): Reading {
    return this.#reading(this.#open.read_pixels(data, width, height));
  }

  #reading({ text, digits }: NumberReading): Reading {
    this.#images = digits.map(({ image }) => image);
    const confidence = digits.reduce((product, { probabilities }) => product * Math.max(...probabilities), 1);
    return { text, confidence: digits.length > 0 ? confidence : 0, digits };
  }
}

function readStrokes(network: Network, strokes: Strokes, { pen }: ReadOptions): NumberReading {
  const { xy, ends } = inkOf(strokes);
  const isDot = pen !== undefined && xy.length > 0 && crate.is_tap(xy, pen);
  return isDot ? network.read_strokes(xy.slice(0, 2), Uint32Array.of(1)) : network.read_strokes(xy, ends);
}
