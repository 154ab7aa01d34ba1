// Serves this folder's clone to a browser as a good static host would: packed where that helps, and isolated from
// other origins, as threads need it. It counts what goes out.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { bundled } from "../tests/page/modules.mjs";

const ROOT = new URL("../", import.meta.url);

/** By file name's end: what it is, and whether it is worth packing. @type {Record<string, [string, boolean]>} */
const TYPES = {
  ".html": ["text/html", true],
  ".js": ["text/javascript", true],
  ".mjs": ["text/javascript", true],
  ".css": ["text/css", true],
  ".svg": ["image/svg+xml", true],
  ".wasm": ["application/wasm", true],
  ".gz": ["application/gzip", false],
};

/** @type {Map<string, Promise<{ headers: Record<string, string>, body: Buffer }>>} */
const answers = new Map();

/** Modules as one, which no file has: "/modules.js?npm/src/worker/pool,www/engine/inflate". */
const MODULES = "/modules.js";

/** @param {string} path @param {string} search */
async function contentsOf(path, search) {
  if (path === MODULES) return Buffer.from(await bundled(search.slice(1), "/dist/"));
  return readFile(fileURLToPath(new URL(`.${path}`, ROOT)));
}

/** @param {string} path @param {string} search */
async function answerOf(path, search) {
  const [type, packs] = TYPES[extname(path)] ?? ["application/octet-stream", false];
  const bytes = await contentsOf(path, search);
  const headers = {
    "content-type": type,
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    ...(packs ? { "content-encoding": "gzip" } : {}),
  };
  return { headers, body: packs ? gzipSync(bytes) : bytes };
}

export async function startServer() {
  let sent = 0;
  const server = createServer(async (request, response) => {
    const { pathname, search } = new URL(request.url ?? "/", "http://localhost");
    const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    if (!answers.has(path + search)) answers.set(path + search, answerOf(path, search));
    try {
      const { headers, body } = await answers.get(path + search);
      sent += body.length;
      response.writeHead(200, { ...headers, "content-length": body.length }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    /** Bytes of all answers since the last time this was asked, without their heads. */
    takeSent: () => [sent, (sent = 0)][0],
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
