// Fetches a whole file and tells how much of it has arrived.
import { stream } from "./stream.js";

/**
 * @param {URL} url
 * @param {Parameters<typeof stream>[1]} options
 * @returns {Promise<Uint8Array>}
 */
export async function download(url, options) {
  const chunks = [];
  for await (const chunk of stream(url, options)) chunks.push(chunk);
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
