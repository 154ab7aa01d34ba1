// Fetches a whole file and tells how much of it has arrived.
import { stream, type File } from "../../npm/src/program/stream";

export async function download(file: File, options: Parameters<typeof stream>[1]): Promise<Uint8Array> {
  const chunks = [];
  for await (const chunk of stream(file, options)) chunks.push(chunk);
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
