// Undoes gzip as bytes arrive, unless somebody on the way has undone it already.

export async function* inflate(chunks: AsyncIterable<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]();
  try {
    const start = await atLeast(2, source);
    // What a file is, its first bytes say; headers may not.
    if (start[0] !== 0x1f || start[1] !== 0x8b) {
      if (start.length) yield start;
      yield* rest(source);
    } else {
      yield* read(unzipped(start, source));
    }
  } finally {
    await source.return?.();
  }
}

async function atLeast(length: number, source: AsyncIterator<Uint8Array<ArrayBuffer>>) {
  let bytes = new Uint8Array();
  while (bytes.length < length) {
    const next = await source.next();
    if (next.done) break;
    bytes = new Uint8Array([...bytes, ...next.value]);
  }
  return bytes;
}

async function* rest(source: AsyncIterator<Uint8Array<ArrayBuffer>>) {
  for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
}

function unzipped(start: Uint8Array<ArrayBuffer>, source: AsyncIterator<Uint8Array<ArrayBuffer>>) {
  const gzipped = new ReadableStream({
    start: (controller) => controller.enqueue(start),
    async pull(controller) {
      const next = await source.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
  });
  return gzipped.pipeThrough(new DecompressionStream("gzip")).getReader();
}

async function* read(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
