// A file as an answer that is read while it arrives, as browsers compile WebAssembly.

/**
 * @param {AsyncGenerator<Uint8Array<ArrayBuffer>>} chunks as `stream` gives them; the first is asked for at once
 * @param {string} type
 */
export function streamed(chunks, type) {
  /** Why it stopped: whoever reads the answer may say it in other words, or in none. @type {unknown} */
  let fault;
  const body = new ReadableStream({
    async pull(into) {
      try {
        const { done, value } = await chunks.next();
        if (done) into.close();
        else into.enqueue(value);
      } catch (error) {
        fault = error;
        into.error(error);
      }
    },
    cancel: () => void chunks.return(undefined),
  });
  return {
    response: new Response(body, { headers: { "content-type": type } }),
    get fault() {
      return fault;
    },
    /** Nobody wants the rest; whether it had failed before is nobody's concern either. */
    leave: () => void body.cancel().catch(() => undefined),
  };
}
