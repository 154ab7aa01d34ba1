// Fetches a file piece by piece, and tells how much of it has arrived.
import { kilobytes } from "./format.js";

/** Milliseconds without a byte after which a download counts as stopped. */
const PATIENCE = 20_000;

/** The connection, not the file, was at fault: asking once more may help. */
export class Lost extends Error {}

/**
 * @param {URL} url
 * @param {{ name: string, fresh: boolean, arrived: (received: number, total: number) => void }} options
 *   name begins the sentence that says what failed; fresh asks past every cache
 * @returns {AsyncGenerator<Uint8Array<ArrayBuffer>>}
 */
export async function* stream(url, { name, fresh, arrived }) {
  const stop = new AbortController();
  let timer = setTimeout(() => stop.abort(), PATIENCE);
  let received = 0;
  let total = 0;
  try {
    const response = await fetch(url, { cache: fresh ? "reload" : "default", signal: stop.signal });
    if (!response.ok) throw new Lost(`${name} is not there: the server answers ${response.status}.`);
    // Of a compressed answer the header counts other bytes than the reader does.
    if (!response.headers.has("content-encoding")) total = Number(response.headers.get("content-length"));
    const reader = response.body?.getReader();
    for (let chunk = await reader?.read(); chunk?.value; chunk = await reader?.read()) {
      clearTimeout(timer);
      received += chunk.value.length;
      arrived(received, total);
      yield chunk.value;
      timer = setTimeout(() => stop.abort(), PATIENCE);
    }
    if (received < total) throw new TypeError("the answer was cut short");
  } catch (error) {
    if (error instanceof Lost) throw error;
    const where = received > 0 ? `stopped arriving at ${kilobytes(received, total)}` : "did not arrive";
    throw new Lost(`${name} ${where}.`, { cause: error });
  } finally {
    clearTimeout(timer);
    // Whoever stopped asking wants no more bytes.
    stop.abort();
  }
}
