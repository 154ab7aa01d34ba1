// Starts a program whose glue is in the same bundle.
import { messageOf } from "./message";
import { FORBIDDEN, checkBrowser, isForbidden } from "./support";

type Start = (options: { module_or_path: BufferSource }) => Promise<unknown>;

/**
 * @param start the glue's own
 * @param name begins the sentence that says what failed
 * @param load its bytes
 */
export async function started(start: Start, name: string, load: () => Promise<Uint8Array>) {
  checkBrowser();
  const bytes = await load();
  try {
    await start({ module_or_path: bytes as Uint8Array<ArrayBuffer> });
  } catch (error) {
    if (isForbidden(error)) throw new Error(FORBIDDEN, { cause: error });
    throw new Error(`${name} did not start (${messageOf(error)}).`, { cause: error });
  }
}
