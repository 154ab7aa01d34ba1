// MNIST's four files, streamed into the crate's datasets: from the cache, or from the server and then into the cache.
import { inflate } from "../lib/inflate.js";
import { Lost, stream } from "../lib/stream.js";

/** @typedef {import("../wasm.js").Glue} Glue */
/** @typedef {ReturnType<Glue["Dataset"]["mnist_training"]>} Dataset */
/** @typedef {(bytes: Uint8Array) => void} Push */

const CACHE = "neuroglyph-mnist";

/** Pauses before asking again for a file whose connection was lost, in milliseconds. */
const RETRIES = [700, 2500];

export class Images {
  #folder;
  #arrived;
  /** Bytes received, by file. @type {Map<string, number>} */
  #received = new Map();
  training;
  test;
  /** All of them are here and right. */
  isComplete = false;

  /**
   * @param {Glue} glue
   * @param {string} folder where the files are
   * @param {(received: number) => void} arrived bytes over the network; called for every piece
   */
  constructor(glue, folder, arrived) {
    this.#folder = folder;
    this.#arrived = arrived;
    this.training = glue.Dataset.mnist_training();
    this.test = glue.Dataset.mnist_test();
  }

  /** Resolves when all are here and right. @param {boolean} fresh past every cache */
  async load(fresh) {
    await Promise.all([this.#set("train", this.training, fresh), this.#set("t10k", this.test, fresh)]);
    this.isComplete = true;
  }

  /** Labels first: an image counts once its label is here. @param {string} prefix @param {Dataset} dataset @param {boolean} fresh */
  async #set(prefix, dataset, fresh) {
    const keepLabels = await this.#file(`${prefix}-labels`, "idx1", (bytes) => dataset.push_labels(bytes), fresh);
    const keepImages = await this.#file(`${prefix}-images`, "idx3", (bytes) => dataset.push_images(bytes), fresh);
    dataset.check_complete();
    await Promise.all([keepLabels(), keepImages()]).catch((error) => console.warn("The images are not kept.", error));
  }

  /**
   * Takes a file in; a lost connection is tried again, and only what is new is taken.
   * @param {string} name @param {string} format @param {Push} push @param {boolean} fresh
   * @returns {Promise<() => Promise<void>>} puts the file into the cache, for when it is known to be right
   */
  async #file(name, format, push, fresh) {
    const url = new URL(`${name}-${format}-ubyte.gz`, this.#folder);
    let taken = 0;
    for (let attempt = 0; ; attempt++) {
      const source = fresh || attempt > 0 ? undefined : await cached(url);
      const arrived = (/** @type {number} */ received) => this.#count(name, received);
      const chunks = source ?? stream(url, { name, fresh: fresh || attempt > 0, arrived });
      /** @type {Uint8Array<ArrayBuffer>[]} */
      const raw = [];
      try {
        let at = 0;
        for await (const bytes of inflate(recorded(chunks, raw))) {
          const unseen = bytes.subarray(Math.max(0, taken - at));
          at += bytes.length;
          if (unseen.length) push(unseen);
          taken = Math.max(taken, at);
        }
        return async () => void (source ?? (await keep(url, raw)));
      } catch (error) {
        // The decompressor's own complaint, which names nothing.
        if (error instanceof TypeError) throw new Error(`${name} is not MNIST’s (it cannot be unpacked)`, { cause: error });
        if (!(error instanceof Lost) || attempt === RETRIES.length) throw error;
        await new Promise((resolve) => setTimeout(resolve, RETRIES[attempt]));
      }
    }
  }

  /** @param {string} name @param {number} received */
  #count(name, received) {
    this.#received.set(name, received);
    this.#arrived([...this.#received.values()].reduce((a, b) => a + b));
  }
}

/** Keeps the pieces that go by. @param {AsyncIterable<Uint8Array<ArrayBuffer>>} chunks @param {Uint8Array<ArrayBuffer>[]} raw */
async function* recorded(chunks, raw) {
  for await (const chunk of chunks) {
    raw.push(chunk);
    yield chunk;
  }
}

/** @param {URL} url @param {Uint8Array<ArrayBuffer>[]} raw */
async function keep(url, raw) {
  const cache = await caches.open(CACHE);
  await cache.put(url, new Response(new Blob(raw)));
}

/** @param {URL} url @returns {Promise<AsyncIterable<Uint8Array<ArrayBuffer>> | undefined>} */
async function cached(url) {
  try {
    const response = await (await caches.open(CACHE)).match(url);
    return response && chunksOf(response);
  } catch (error) {
    // Not every page may keep files; then they are fetched.
    console.warn("The cache of images does not open.", error);
  }
}

/** @param {Response} response @returns {AsyncGenerator<Uint8Array<ArrayBuffer>>} */
async function* chunksOf(response) {
  const reader = response.body?.getReader();
  for (let chunk = await reader?.read(); chunk?.value; chunk = await reader?.read()) yield chunk.value;
}
