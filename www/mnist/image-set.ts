// One of MNIST's two sets, streamed into a dataset of the crate: from the cache, or from the server and then into the cache.
import { inflate } from "../engine/inflate";
import { Lost, stream } from "../../npm/src/program/stream";
import type { Glue } from "../../npm/src/program/wasm";

export type Dataset = ReturnType<Glue["Dataset"]["mnist_training"]>;
type Push = (bytes: Uint8Array) => void;

const CACHE = "neuroglyph-mnist";

/** Pauses before asking again for a file whose connection was lost, in milliseconds. */
const RETRIES = [700, 2500];

/** The names of its two files, by what their names begin with. */
const filesOf = (prefix: "train" | "t10k") => ({
  labels: `${prefix}-labels-idx1-ubyte.gz`,
  images: `${prefix}-images-idx3-ubyte.gz`,
});

/** Whether both files of a set are in the cache. */
export async function isCached(folder: string, prefix: "train" | "t10k") {
  try {
    const cache = await caches.open(CACHE);
    const found = await Promise.all(Object.values(filesOf(prefix)).map((name) => cache.match(new URL(name, folder))));
    return found.every(Boolean);
  } catch {
    // Not every page may keep files.
    return false;
  }
}

/**
 * Has both files of a set in the cache; the crate checks them when they are used.
 * @param arrived bytes of each file over the network; called for every piece
 */
export async function keepSet(
  folder: string,
  prefix: "train" | "t10k",
  arrived: (name: string, bytes: number) => void,
) {
  const cache = await caches.open(CACHE);
  for (const name of Object.values(filesOf(prefix))) {
    const url = new URL(name, folder);
    if (await cache.match(url)) continue;
    const raw = [];
    for await (const chunk of stream({ url }, { name, fresh: false, arrived: (bytes) => arrived(name, bytes) }))
      raw.push(chunk);
    await keep(url, raw);
  }
}

export class ImageSet {
  readonly #folder: string;
  readonly #prefix: "train" | "t10k";
  readonly #arrived: (name: string, received: number) => void;
  readonly dataset: Dataset;

  /**
   * @param dataset the crate's, which knows what the set has to be
   * @param folder where the files are
   * @param prefix of their names
   * @param arrived bytes over the network; called for every piece
   */
  constructor(
    dataset: Dataset,
    folder: string,
    prefix: "train" | "t10k",
    arrived: (name: string, received: number) => void,
  ) {
    this.dataset = dataset;
    this.#folder = folder;
    this.#prefix = prefix;
    this.#arrived = arrived;
  }

  /**
   * Resolves when all of it is here and right.
   * @param fresh past every cache
   */
  async load(fresh: boolean) {
    const { dataset } = this;
    const keepLabels = await this.#labels(fresh);
    const keepImages = await this.#images(fresh);
    dataset.check_complete();
    await Promise.all([keepLabels(), keepImages()]).catch((error) => console.warn("The images are not kept.", error));
  }

  /**
   * Resolves when so many examples are here, and takes no more.
   * @param fresh past every cache
   */
  async loadFirst(examples: number, fresh: boolean) {
    await this.#labels(fresh);
    await this.#images(fresh, () => this.dataset.length >= examples);
  }

  /** These come first: an image counts once its label is here. */
  #labels(fresh: boolean) {
    return this.#file(filesOf(this.#prefix).labels, (bytes) => this.dataset.push_labels(bytes), fresh);
  }

  #images(fresh: boolean, isEnough?: () => boolean) {
    return this.#file(filesOf(this.#prefix).images, (bytes) => this.dataset.push_images(bytes), fresh, isEnough);
  }

  /**
   * Takes a file in; a lost connection is tried again, and only what is new is taken.
   * @param isEnough the rest is not wanted
   * @returns puts the file, if it came whole, into the cache, for when it is known to be right
   */
  async #file(
    file: string,
    push: Push,
    fresh: boolean,
    isEnough: () => boolean = () => false,
  ): Promise<() => Promise<void>> {
    const url = new URL(file, this.#folder);
    const name = file.split("-idx")[0];
    let taken = 0;
    for (let attempt = 0; ; attempt++) {
      const source = fresh || attempt > 0 ? undefined : await cached(url);
      const arrived = (received: number) => this.#arrived(name, received);
      const chunks = source ?? stream({ url }, { name, fresh: fresh || attempt > 0, arrived });
      const raw: Uint8Array<ArrayBuffer>[] = [];
      try {
        let at = 0;
        for await (const bytes of inflate(recorded(chunks, raw))) {
          const unseen = bytes.subarray(Math.max(0, taken - at));
          at += bytes.length;
          if (unseen.length) push(unseen);
          taken = Math.max(taken, at);
          if (isEnough()) return async () => {};
        }
        return async () => void (source ?? (await keep(url, raw)));
      } catch (error) {
        // The decompressor's own complaint, which names nothing.
        if (error instanceof TypeError)
          throw new Error(`${name} is not MNIST’s (it cannot be unpacked)`, { cause: error });
        if (!(error instanceof Lost) || attempt === RETRIES.length) throw error;
        await new Promise((resolve) => setTimeout(resolve, RETRIES[attempt]));
      }
    }
  }
}

/** Keeps the pieces that go by. */
async function* recorded(chunks: AsyncIterable<Uint8Array<ArrayBuffer>>, raw: Uint8Array<ArrayBuffer>[]) {
  for await (const chunk of chunks) {
    raw.push(chunk);
    yield chunk;
  }
}

async function keep(url: URL, raw: Uint8Array<ArrayBuffer>[]) {
  const cache = await caches.open(CACHE);
  await cache.put(url, new Response(new Blob(raw)));
}

async function cached(url: URL): Promise<AsyncIterable<Uint8Array<ArrayBuffer>> | undefined> {
  try {
    const response = await (await caches.open(CACHE)).match(url);
    return response && chunksOf(response);
  } catch (error) {
    // Not every page may keep files; then they are fetched.
    console.warn("The cache of images does not open.", error);
  }
}

async function* chunksOf(response: Response): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  for (let chunk = await reader?.read(); chunk?.value; chunk = await reader?.read()) yield chunk.value;
}
