// Fetches a file piece by piece, and tells how much of it has arrived.
import { kilobytes } from "./kilobytes";

/** Milliseconds without a byte after which a download counts as stopped. */
const PATIENCE = 20_000;

/** The connection, not the file, was at fault: asking once more may help. */
export class Lost extends Error {}

/** Something else arrived than what was asked for. */
export class Damaged extends Error {}

export interface File {
  url: string | URL;
  /** The hash of its contents, as browsers take it; without one, whatever comes is taken. */
  integrity?: string;
}

/** Only a secure context has digests. Elsewhere the browser checks the file, and hands nothing over before its end. */
const canDigest = crypto.subtle !== undefined;

/** @param options name begins the sentence that says what failed; fresh asks past every cache */
export async function* stream(
  { url, integrity = "" }: File,
  { name, fresh, arrived }: { name: string; fresh: boolean; arrived: (received: number, total: number) => void },
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const stop = new AbortController();
  let timer = setTimeout(() => stop.abort(), PATIENCE);
  let received = 0;
  let total = 0;
  const whole: Uint8Array<ArrayBuffer>[] = [];
  try {
    const cache = fresh ? "reload" : "default";
    const response = await fetch(url, { cache, signal: stop.signal, integrity: canDigest ? "" : integrity });
    if (!response.ok) throw new Lost(`${name} is not there: the server answers ${response.status}.`);
    // Of a compressed answer the header counts other bytes than the reader does.
    if (!response.headers.has("content-encoding")) total = Number(response.headers.get("content-length"));
    const reader = response.body?.getReader();
    for (let chunk = await reader?.read(); chunk?.value; chunk = await reader?.read()) {
      clearTimeout(timer);
      received += chunk.value.length;
      if (integrity) whole.push(chunk.value);
      arrived(received, total);
      yield chunk.value;
      timer = setTimeout(() => stop.abort(), PATIENCE);
    }
    if (received < total) throw new TypeError("the answer was cut short");
    if (integrity && canDigest && (await integrityOf(whole)) !== integrity) {
      await renew(url, stop.signal);
      throw new Damaged(`${name} arrived damaged: it is not the file of this page.`);
    }
  } catch (error) {
    if (error instanceof Lost || error instanceof Damaged) throw error;
    // The browser does not say whether it was damaged.
    if (integrity && !canDigest && received === 0) await renew(url, stop.signal);
    const where = received > 0 ? `stopped arriving at ${kilobytes(received, total)}` : "did not arrive";
    throw new Lost(`${name} ${where}.`, { cause: error });
  } finally {
    clearTimeout(timer);
    // Whoever stopped asking wants no more bytes.
    stop.abort();
  }
}

/** Has caches take a file anew, so that whoever asks again does not get what they kept. */
async function renew(url: string | URL, signal: AbortSignal) {
  try {
    await (await fetch(url, { cache: "reload", signal })).arrayBuffer();
  } catch (error) {
    console.info("Caches may have kept it:", error);
  }
}

async function integrityOf(chunks: Uint8Array<ArrayBuffer>[]) {
  const hash = await crypto.subtle.digest("SHA-256", await new Blob(chunks).arrayBuffer());
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(hash)))}`;
}
