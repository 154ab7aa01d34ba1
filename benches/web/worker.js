// A subject's place: a worker. What it is asked comes with the port for the answer.
import { verbs } from "./subject.js";

addEventListener("message", async ({ data: [verb, ...given], ports: [port] }) => {
  try {
    port.postMessage({ value: await verbs[verb](...given) });
  } catch (error) {
    port.postMessage({ error: String(error) });
  }
});
