// Serves dist/ under a sub-path on a free port of this machine, and misbehaves where a test asks for it.

import { createReadStream, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { createGunzip } from "node:zlib";
import sirv from "sirv";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

/** Deep on purpose: a path that is not relative would miss. */
const BASE = "/some/where/";

/** A page that holds another in a frame: a viewport of any width, in any browser. */
const frame = (width, height) => `<!doctype html><html lang="en"><title>Frame</title>
<body style="margin: 0"><iframe title="page" src="${BASE}" width="${width}" height="${height}" style="border: 0">`;

/** A page of the same origin that runs nothing: what the browser keeps can be got at while no program of the page has it. */
const EMPTY = `<!doctype html><html lang="en"><title>Empty</title>`;

/** Packed files go out as they are; left to itself, sirv would say that their gzip is only for the way. */
const packed = (url, range = {}) => createReadStream(`${DIST}mnist/${basename(url.pathname)}`, range);

/** Ways to answer a request otherwise than it should be. */
const FAULTS = {
  refuse: (response) => response.writeHead(503).end(),
  cut: (response, url) => {
    response.writeHead(200, { "content-length": 1_000_000 });
    if (url.pathname.endsWith(".gz")) {
      const start = packed(url, { end: 99_999 });
      start.on("end", () => setTimeout(() => response.destroy(), 100)).pipe(response, { end: false });
    } else {
      const file = readFileSync(`${DIST}${url.pathname.slice(BASE.length)}`);
      response.write(file.subarray(0, 10_000), () => response.destroy());
    }
  },
  /** A connection over which nothing comes. */
  stall: () => {},
  /** Some servers undo the gzip of a file that they should hand over packed. */
  unzip: (response, url) => packed(url).pipe(createGunzip()).pipe(response),
  /** The page in a browser that keeps nothing for it. */
  forbid: (response) => {
    const refusal = "<script>Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('not here', 'SecurityError'); } });</script>";
    response.setHeader("content-type", "text/html");
    response.end(readFileSync(`${DIST}index.html`, "utf8").replace("<head>", `<head>${refusal}`));
  },
  /** A module in a browser that sets a quarter of a gigabyte aside for WebAssembly, and no more. */
  narrow: (response, url) => {
    const refusal = `const { Memory } = WebAssembly;
      WebAssembly.Memory = class extends Memory {
        constructor(sizes) {
          if (sizes.maximum > 4096) throw new RangeError("too much");
          super(sizes);
        }
      };\n`;
    response.setHeader("content-type", "text/javascript");
    response.end(refusal + readFileSync(`${DIST}${url.pathname.slice(BASE.length)}`, "utf8"));
  },
  /** A thread's module in which the program throws as soon as it waits for work. */
  throw: (response, url) => {
    const throwing = `const { instantiate } = WebAssembly;
      WebAssembly.instantiate = async (...given) => {
        const { exports } = await instantiate(...given);
        const run_thread = () => {
          throw new Error("thrown in a test");
        };
        return { instance: { exports: { ...exports, run_thread } } };
      };\n`;
    response.setHeader("content-type", "text/javascript");
    response.end(throwing + readFileSync(`${DIST}${url.pathname.slice(BASE.length)}`, "utf8"));
  },
  /** A worker's module that tells again and again how large WebAssembly's memory is. */
  tell: (response, url) => {
    const telling = "\nsetInterval(() => postMessage({ event: 'grown', data: memories[0]?.buffer.byteLength ?? 0 }), 50);";
    response.setHeader("content-type", "text/javascript");
    response.end(readFileSync(`${DIST}${url.pathname.slice(BASE.length)}`, "utf8") + telling);
  },
  /** An IDX file of the right size in which every pixel is paper. */
  alter: (response) => {
    const images = Buffer.alloc(16 + 60_000 * 784);
    images.set([0, 0, 8, 3, 0, 0, 0xea, 0x60, 0, 0, 0, 28, 0, 0, 0, 28]);
    response.end(images);
  },
};

export async function startServer() {
  /** @type {{ pattern: RegExp, fault: keyof typeof FAULTS } | undefined} */
  let trouble;
  const missing = [];
  let asked = [];
  let isIsolated = true;
  const files = sirv(DIST, { dev: true, setHeaders: (response) => response.setHeader("cache-control", "no-store") });

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    asked.push(url.pathname);
    if (isIsolated) {
      response.setHeader("cross-origin-opener-policy", "same-origin");
      response.setHeader("cross-origin-embedder-policy", "require-corp");
    }
    if (trouble?.pattern.test(url.pathname)) return FAULTS[trouble.fault](response, url);
    if (url.pathname === "/frame") {
      response.setHeader("content-type", "text/html");
      return response.end(frame(url.searchParams.get("width"), url.searchParams.get("height")));
    }
    if (url.pathname === "/empty") {
      response.setHeader("content-type", "text/html");
      return response.end(EMPTY);
    }
    if (!url.pathname.startsWith(BASE)) return response.writeHead(404).end();
    if (url.pathname.endsWith(".gz")) {
      response.setHeader("content-type", "application/gzip");
      return packed(url).pipe(response);
    }
    request.url = request.url.slice(BASE.length - 1);
    files(request, response, () => {
      missing.push(url.pathname);
      response.writeHead(404).end();
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;

  return {
    /** Paths under the page's own folder that were asked for and are not there. */
    missing,
    /** Of the whole crate, which the page tells its workers. */
    glue: `${origin}${BASE}${readdirSync(DIST).find((file) => /^neuroglyph-[0-9a-f]+\.js$/.test(file))}`,
    /** Every path that was asked for since the last time this was asked, by the page or by its workers. */
    takeAsked: () => [asked, (asked = [])][0],
    page: `${origin}${BASE}`,
    empty: `${origin}/empty`,
    frame: (width, height) => `${origin}/frame?width=${width}&height=${height}`,
    /** From now on, requests whose path matches go wrong: "refuse" (503), "cut" (the connection drops midway), "stall", "unzip", "narrow", "throw", "tell", "alter" or "forbid". */
    fail: (pattern, fault) => (trouble = { pattern, fault }),
    /** As hosts do that let nobody set headers. */
    sendNoHeaders: () => (isIsolated = false),
    behave: () => ((trouble = undefined), (isIsolated = true)),
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
