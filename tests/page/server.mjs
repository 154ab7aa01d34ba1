// Serves dist/ under a sub-path on a free port of this machine, and misbehaves where a test asks for it.

import { createReadStream, existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename, extname } from "node:path";
import { fileURLToPath } from "node:url";
import { createGunzip } from "node:zlib";
import sirv from "sirv";
import { HASH, UNHASHED, builtVariant } from "../../tools/build/dist.mjs";
import { bundled } from "./modules.mjs";

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

/** A file of the page. @param {URL} url */
const fileAt = ({ pathname }) => readFileSync(`${DIST}${pathname.slice(BASE.length)}`);

/** A script of the page, after another. @param {string} first */
const after = (first) => (response, url) => {
  response.setHeader("content-type", "text/javascript");
  response.end(`${first}\n${fileAt(url)}`);
};

/** With one bit of it turned. @param {URL} url */
function flipped(url) {
  const file = fileAt(url);
  file[Math.floor(file.length / 2)] ^= 1;
  return file;
}

/** What goes before a thread's script: the program ends when it is to wait for work. @param {string} statement */
const endingBy = (statement) => `const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const { exports } = await instantiate(...given);
    const run_thread = () => { ${statement}; };
    return { instance: { exports: { ...exports, run_thread } } };
  };`;

/** A service worker that does nothing. */
const NO_WORKER = "addEventListener('install', () => skipWaiting());";

/** Ways to answer a request otherwise than it should be. */
const FAULTS = {
  refuse: (response) => response.writeHead(503).end(),
  cut: (response, url) => {
    response.writeHead(200, { "content-length": 1_000_000 });
    if (url.pathname.endsWith(".gz")) {
      const start = packed(url, { end: 99_999 });
      start.on("end", () => setTimeout(() => response.destroy(), 100)).pipe(response, { end: false });
    } else {
      response.write(fileAt(url).subarray(0, 10_000), () => response.destroy());
    }
  },
  /** The same, only once. */
  lose: (response, url) => FAULTS.cut(response, url),
  /** A connection over which nothing comes. */
  stall: () => {},
  /** Some servers undo the gzip of a file that they should hand over packed. */
  unzip: (response, url) => packed(url).pipe(createGunzip()).pipe(response),
  /** The page in a browser that keeps nothing for it. */
  forbid: (response) => {
    const refusal =
      "<script>Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('not here', 'SecurityError'); } });</script>";
    response.setHeader("content-type", "text/html");
    response.end(readFileSync(`${DIST}index.html`, "utf8").replace("<head>", `<head>${refusal}`));
  },
  /** A worker's script in a browser that sets a quarter of a gigabyte aside for WebAssembly, and no more. */
  narrow: after(`const { Memory } = WebAssembly;
    WebAssembly.Memory = class extends Memory {
      constructor(sizes) {
        if (sizes.maximum > 4096) throw new RangeError("too much");
        super(sizes);
      }
    };`),
  /** A thread's script in which the program throws as soon as it waits for work. */
  throw: after(endingBy('throw new Error("thrown in a test")')),
  /** The same, where it ends because its memory grows no more. */
  starve: after(
    endingBy('throw new WebAssembly.RuntimeError("unreachable")') +
      'WebAssembly.Memory.prototype.grow = () => { throw new RangeError("no more"); };',
  ),
  /** A worker's script that tells again and again how large WebAssembly's memory is. */
  tell: after(`const { instantiateStreaming } = WebAssembly;
    WebAssembly.instantiateStreaming = async (...given) => {
      const started = await instantiateStreaming(...given);
      const { memory } = started.instance.exports;
      setInterval(() => postMessage({ event: "grown", data: memory.buffer.byteLength }), 50);
      return started;
    };`),
  /** A file in which one bit is wrong. */
  flip: (response, url) => response.end(flipped(url)),
  /** The same, only once, and the browser keeps it. */
  spoil: (response, url) => response.setHeader("cache-control", "max-age=3600").end(flipped(url)),
  /** An IDX file of the right size in which every pixel is paper. */
  alter: (response) => {
    const images = Buffer.alloc(16 + 60_000 * 784);
    images.set([0, 0, 8, 3, 0, 0, 0xea, 0x60, 0, 0, 0, 28, 0, 0, 0, 28]);
    response.end(images);
  },
};

const ONCE = new Set(["lose", "spoil"]);

/** The page as a later build would name its files. */
const newer = () => readFileSync(`${DIST}index.html`, "utf8").replace(/(www\/main-)\w+/g, "$1NEWER123");

/** Whether a path in dist/ may well be one of an older build, and is none of this one. @param {string} path */
const isOfOld = (path) => !UNHASHED.test(path) && !(HASH.test(path) && existsSync(DIST + path));

/** What is left of an older build, and of no use to this one. @param {string} ending of its name */
function sendOld(response, ending) {
  const type = { ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" }[ending];
  response.setHeader("content-type", type ?? "application/octet-stream");
  response.end(ending === ".css" ? "body { display: none }" : "throw new Error('of an older build')");
}

/** @param {RegExp | string} what a path matches, or ends in @param {string} path */
const isMeant = (what, path) => (typeof what === "string" ? path.endsWith(`/${what}`) : what.test(path));

export async function startServer() {
  /** @type {{ what: RegExp | string, fault: keyof typeof FAULTS | number } | undefined} */
  let trouble;
  const missing = [];
  let asked = [];
  let isIsolated = true;
  let hasWorker = false;
  let hasOld = false;
  let isDeployed = false;
  const files = sirv(DIST, { dev: true, setHeaders: (response) => response.setHeader("cache-control", "no-store") });

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    asked.push(url.pathname);
    if (isIsolated) {
      response.setHeader("cross-origin-opener-policy", "same-origin");
      response.setHeader("cross-origin-embedder-policy", "require-corp");
    }
    if (trouble && isMeant(trouble.what, url.pathname)) {
      const { fault } = trouble;
      if (ONCE.has(fault)) trouble = undefined;
      if (typeof fault === "number") return response.writeHead(fault).end();
      return FAULTS[fault](response, url);
    }
    if (url.pathname === "/frame") {
      response.setHeader("content-type", "text/html");
      return response.end(frame(url.searchParams.get("width"), url.searchParams.get("height")));
    }
    if (url.pathname === "/empty" || url.pathname === `${BASE}empty`) {
      response.setHeader("content-type", "text/html");
      return response.end(EMPTY);
    }
    // What a test has go wrong would still be there, kept by the service worker of the test before.
    if (url.pathname === `${BASE}sw.js` && !hasWorker) {
      response.setHeader("content-type", "text/javascript");
      return response.end(NO_WORKER);
    }
    if (!url.pathname.startsWith(BASE)) return response.writeHead(404).end();
    if (url.pathname.endsWith(".gz")) {
      response.setHeader("content-type", "application/gzip");
      return packed(url).pipe(response);
    }
    if (url.pathname === `${BASE}modules.js`) {
      response.setHeader("content-type", "text/javascript");
      return bundled(url.search.slice(1), BASE).then((text) => response.end(text));
    }
    if (isDeployed && url.pathname === BASE) {
      response.setHeader("content-type", "text/html");
      return response.end(newer());
    }
    if (isDeployed && HASH.test(url.pathname)) return response.writeHead(404).end();
    if (hasOld && isOfOld(url.pathname.slice(BASE.length))) return sendOld(response, extname(url.pathname));
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
    /** A build of the crate, as the page tells its workers. */
    variant(name) {
      const { glue, wasm } = builtVariant(name);
      return { glue: `${origin}${BASE}${glue}`, wasm: `${origin}${BASE}${wasm}` };
    },
    /** Modules as one, for a script in the page. @param {string[]} names such as "www/mind/worker/dream" */
    modules: (...names) => `${origin}${BASE}modules.js?${names}`,
    /** Every path that was asked for since the last time this was asked, by the page or by its workers. */
    takeAsked: () => [asked, (asked = [])][0],
    page: `${origin}${BASE}`,
    empty: `${origin}/empty`,
    /** The same beside the page, whose policy would forbid a test to start workers of its own. */
    bare: `${origin}${BASE}empty`,
    frame: (width, height) => `${origin}/frame?width=${width}&height=${height}`,
    /** From now on, requests go wrong whose path matches, or is that of a built file: by a status, or see FAULTS. */
    fail: (what, fault) => (trouble = { what, fault }),
    /** What a build without hashes has, and one with other hashes, is still there, and breaks this one where it is used. */
    keepOld: () => (hasOld = true),
    /** Another version of the page takes the place of this one, whose files are gone. */
    deploy: () => (isDeployed = true),
    /** As hosts do that let nobody set headers; the page has its service worker then. */
    sendNoHeaders: () => ((isIsolated = false), (hasWorker = true)),
    behave: () => ((trouble = undefined), (isIsolated = true), (hasWorker = false), (hasOld = isDeployed = false)),
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
