// A file as an answer that is read while it arrives, as browsers compile WebAssembly.

/** @param chunks as `stream` gives them; the first is asked for at once */
export function streamed(chunks: AsyncGenerator<Uint8Array<ArrayBuffer>>, type: string) {
  /** Why it stopped: whoever reads the answer may say it in other words, or in none. */
  let fault: unknown;
  const body = new ReadableStream({
    async pull(into) {
      try {
        const next = await chunks.next();
        if (next.done) into.close();
        else into.enqueue(next.value);
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
