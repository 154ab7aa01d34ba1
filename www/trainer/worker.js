// The worker: its own instance of the crate, and one session of training; answers every request by its number.
import { messageOf } from "../lib/message.js";
import { loadGlue } from "../wasm.js";
import { Session } from "./session.js";

/** @typedef {import("./protocol.js").FromPage} FromPage */
/** @typedef {import("./protocol.js").FromWorker} FromWorker */

/** @type {Session | null} */
let session = null;

/** @param {FromWorker} message @param {Transferable[]} [transfer] */
const say = (message, transfer = []) => postMessage(message, { transfer });

addEventListener("message", async (/** @type {MessageEvent<FromPage>} */ { data: message }) => {
  if ("init" in message) {
    const { images, ...urls } = message.init;
    try {
      session = new Session(await loadGlue(urls, 1), images, (event, data, transfer) =>
        say(/** @type {FromWorker} */ ({ event, data }), transfer),
      );
      say({ initialised: true });
    } catch (error) {
      say({ event: "fault", data: { kind: "broken", message: messageOf(error) } });
    }
    return;
  }
  const { request: answer, verb, data } = message;
  try {
    if (!session) throw new Error(`“${verb}” came before the worker was ready`);
    const answerer = /** @type {(data: unknown) => Promise<unknown>} */ (session.answers[verb]);
    const value = await answerer(data);
    say({ answer, value }, ArrayBuffer.isView(value) ? [value.buffer] : []);
  } catch (error) {
    say({ answer, error: messageOf(error) });
  }
});

say({ ready: true });
