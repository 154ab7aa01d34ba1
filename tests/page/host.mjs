// Serves dist/ under any path of a host that may have other pages too. Each host has its own port, so a browser that has
// been to another one knows nothing of it.

import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import sirv from "sirv";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

const ISOLATED = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

/** @typedef {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => void} Answer */

/** @param {{ base?: string, sendsHeaders?: boolean, policy?: string, headers?: Record<string, string>, answers?: Record<string, Answer> }} options policy: its Content-Security-Policy; headers: of every answer; answers: by "METHOD /path", before the files */
export async function startHost({ base = "/", sendsHeaders = false, policy, headers = {}, answers = {} } = {}) {
  /** @type {string[]} */
  const asked = [];
  const files = sirv(DIST, { dev: true });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const what = `${request.method} ${pathname}`;
    asked.push(what);
    response.setHeader("cache-control", "no-store");
    if (sendsHeaders) for (const [name, value] of Object.entries(ISOLATED)) response.setHeader(name, value);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (policy) response.setHeader("content-security-policy", policy);
    const missing = () => response.writeHead(404).end();
    if (answers[what]) return answers[what](request, response);
    if (!pathname.startsWith(base)) return missing();
    request.url = request.url.slice(base.length - 1);
    files(request, response, missing);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    base,
    answers,
    /** Every request so far, as "METHOD /path". */
    asked,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** @param {number} status @param {string} location @returns {Answer} */
export const redirect = (status, location) => (_, response) => response.writeHead(status, { location }).end();

/** @param {string} type @param {string} text @param {number} [status] @returns {Answer} */
export const sends =
  (type, text, status = 200) =>
  (_, response) =>
    response.writeHead(status, { "content-type": type }).end(text);
