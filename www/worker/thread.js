// A worker that becomes a thread of an instance of the crate, of which it hears by a port. From then on it hears nothing.
import { messageOf } from "../lib/message.js";

addEventListener("message", (/** @type {MessageEvent<MessagePort>} */ { data: port }) => {
  port.onmessage = async (/** @type {MessageEvent<import("./threads.js").Instance>} */ { data }) => {
    try {
      const { default: init, run_thread } = await import(data.glue);
      await init({ module_or_path: data.module, memory: data.memory });
      port.postMessage({});
      run_thread();
    } catch (error) {
      port.postMessage({ error: messageOf(error) });
    }
  };
});
