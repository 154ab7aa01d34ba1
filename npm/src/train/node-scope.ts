// Gives a worker of Node the two names by which a browser's worker speaks.
import { parentPort } from "node:worker_threads";

if (!parentPort) throw new Error("worker-node.js runs in a worker alone");
const port = parentPort;

Object.assign(globalThis, {
  postMessage: (message: unknown, { transfer = [] }: StructuredSerializeOptions = {}) =>
    port.postMessage(message, transfer),
  addEventListener: (type: string, listener: (event: { data: unknown }) => void) =>
    port.on(type, (data) => listener({ data })),
});
