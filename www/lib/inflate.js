// Undoes gzip as bytes arrive, unless somebody on the way has undone it already.

/**
 * @param {AsyncIterable<Uint8Array<ArrayBuffer>>} chunks
 * @returns {AsyncGenerator<Uint8Array>}
 */
export async function* inflate(chunks) {
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

/** @param {number} length @param {AsyncIterator<Uint8Array<ArrayBuffer>>} source */
async function atLeast(length, source) {
  let bytes = new Uint8Array();
  while (bytes.length < length) {
    const { value, done } = await source.next();
    if (done) break;
    bytes = new Uint8Array([...bytes, ...value]);
  }
  return bytes;
}

/** @param {AsyncIterator<Uint8Array<ArrayBuffer>>} source */
async function* rest(source) {
  for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
}

/** @param {Uint8Array<ArrayBuffer>} start @param {AsyncIterator<Uint8Array<ArrayBuffer>>} source */
function unzipped(start, source) {
  const gzipped = new ReadableStream({
    start: (controller) => controller.enqueue(start),
    async pull(controller) {
      const { value, done } = await source.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  return gzipped.pipeThrough(new DecompressionStream("gzip")).getReader();
}

/** @param {ReadableStreamDefaultReader<Uint8Array>} reader */
async function* read(reader) {
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
