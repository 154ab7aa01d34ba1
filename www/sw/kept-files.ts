// The files of one version of the page, kept so that it works without a connection: the document and all that every visit
// needs from the beginning, everything else once it was asked for.
import { files, first, main, version } from "built";
import { TOP } from "./place";

const PREFIX = "neuroglyph-page-";
const NAME = PREFIX + version;

const FILES = new Set(files.map((path) => TOP + path));

/** Kept under its exact address, a file of this version never changes. */
export const isFile = (url: string) => FILES.has(url);

/** Not every page may keep files. */
const cache = () => caches.open(NAME).catch(() => undefined);

/** Takes what every visit needs; what does not arrive now comes when it is asked for. */
export async function keepFirst() {
  const kept = await cache();
  if (kept) await Promise.allSettled([keepDocument(kept), ...first.map((path) => keep(kept, TOP + path))]);
}

/** Files of other versions are of no more use. */
export async function forgetOthers() {
  const names = await caches.keys().catch(() => []);
  const others = names.filter((name) => name.startsWith(PREFIX) && name !== NAME);
  await Promise.all(others.map((name) => caches.delete(name)));
}

/** The document of this version, if it is kept. */
export const keptDocument = async () => (await cache())?.match(TOP);

/** A file of this version: as it is kept, or from the host and kept then. */
export async function fileOf({
  request,
  waitUntil,
}: {
  request: Request;
  waitUntil: (work: Promise<unknown>) => void;
}) {
  const kept = await cache();
  // Who mends a damaged file asks past every cache.
  const isAskedAnew = request.cache === "reload" || request.cache === "no-store";
  const known = isAskedAnew ? undefined : await kept?.match(request.url);
  if (known) return known;
  const response = await fetch(request);
  // Not before it is used: a program is compiled while it arrives.
  if (kept && response.status === 200) waitUntil(kept.put(request.url, response.clone()).catch(() => undefined));
  return response;
}

const HASH = /-\w{8,10}(\.|$)/;

async function keep(kept: Cache, url: string) {
  // What has a hash in its name may be the same file as in an older version.
  const known = (HASH.test(url) && (await caches.match(url))) || (await fetch(url));
  if (known.status === 200) await kept.put(url, known);
}

/** Only the document that names this version's files: the host may have gone on to another meanwhile. */
async function keepDocument(kept: Cache) {
  const response = await fetch(TOP, { cache: "no-cache" });
  const text = await response.text();
  if (response.status !== 200 || !text.includes(main)) return;
  // Made anew, because a browser takes no redirected answer for a document.
  await kept.put(TOP, new Response(text, { headers: { "content-type": "text/html; charset=utf-8" } }));
}
