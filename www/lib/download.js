// Fetches a file and tells how much of it has arrived.
import { kilobytes } from "./format.js";

/** Milliseconds without a byte after which a download counts as stopped. */
const PATIENCE = 20_000;

/**
 * @param {URL} url
 * @param {{ name: string, fresh: boolean, arrived: (received: number, total: number) => void }} options
 *   name begins the sentence that says what failed; fresh asks past every cache
 * @returns {Promise<Uint8Array>}
 */
export async function download(url, { name, fresh, arrived }) {
  const stop = new AbortController();
  let timer = setTimeout(() => stop.abort(), PATIENCE);
  let received = 0;
  let total = 0;
  try {
    const response = await fetch(url, { cache: fresh ? "reload" : "default", signal: stop.signal });
    if (!response.ok) throw new Error(`${name} is not there: the server answers ${response.status}.`);
    // Of a compressed answer the header counts other bytes than the reader does.
    if (!response.headers.has("content-encoding")) total = Number(response.headers.get("content-length"));
    const reader = response.body?.getReader();
    /** @type {Uint8Array<ArrayBuffer>[]} */
    const chunks = [];
    for (let chunk = await reader?.read(); chunk?.value; chunk = await reader?.read()) {
      clearTimeout(timer);
      timer = setTimeout(() => stop.abort(), PATIENCE);
      chunks.push(chunk.value);
      received += chunk.value.length;
      arrived(received, total);
    }
    if (received < total) throw new TypeError("the answer was cut short");
    return new Uint8Array(await new Blob(chunks).arrayBuffer());
  } catch (error) {
    const lost = error instanceof TypeError || stop.signal.aborted;
    if (!lost) throw error;
    const where = received > 0 ? `stopped arriving at ${kilobytes(received, total)}` : "did not arrive";
    throw new Error(`${name} ${where}.`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
