// A file as an answer that is read while it arrives, as browsers compile WebAssembly.
import { Lost } from "./stream";

/** @param chunks as `stream` gives them; the first is asked for at once */
export function streamed(chunks: AsyncGenerator<Uint8Array<ArrayBuffer>>, type: string) {
  /** Why it stopped: whoever reads the answer may say it in other words, or in none, and has to look here in any case. */
  let fault: unknown;
  const body = new ReadableStream({
    async pull(into) {
      try {
        const next = await chunks.next();
        if (next.done) into.close();
        else into.enqueue(next.value);
      } catch (error) {
        fault = error;
        // Of a stream that fails Firefox logs an error, also where the page was left before all of it had come.
        if (error instanceof Lost) into.close();
        else into.error(error);
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
