// A service worker, for hosts that send no headers of their own. It adds the two with which a browser isolates a page from
// others, as it must before memory can be shared among threads: to the page's own document, and to the scripts of its
// workers. All other requests it leaves to the browser. It stands at the page's top in a build, because a service worker
// serves only what lies below it.

/**
 * True in a release that needs no service worker any more: it unregisters itself. Browsers ask for this file anew, past
 * their caches, each time the page is opened, so every browser that has registered it gets the news.
 */
const RETIRED = false;

export {};

declare const self: ServiceWorkerGlobalScope;

const TOP = new URL(".", self.location.href).href;
const DOCUMENTS = [TOP, `${TOP}index.html`];
const SCRIPTS = `${TOP}www/`;

/** Milliseconds that a document waits for this file, once it is here itself. */
const PATIENCE = 2000;

/** Times that it is looked for pages that are open, and milliseconds in between. */
const LOOKS = 5;
const LOOK = 500;

/** The page has no use for this service worker any more. */
let isRetired = RETIRED;

/** The address of a document that is the browser's to ask for, the next time. */
let handedOver = "";

/** Open documents that the browser has asked for: their clients' ids. */
const notIsolated: Set<string> = new Set();

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  if (isRetired) event.waitUntil(retire());
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate") {
    if (request.method !== "GET" || !isDocument(request.url)) return;
    if (!isRetired && handedOver !== request.url) return event.respondWith(openDocument(request));
    notIsolated.add(event.resultingClientId);
    if (handedOver === request.url) handedOver = "";
  } else if (request.destination === "worker" && request.url.startsWith(SCRIPTS)) {
    event.respondWith(fetch(request).then(isolate));
  }
  if (isRetired) event.waitUntil(retire());
});

function isDocument(url: string) {
  const { origin, pathname } = new URL(url);
  return DOCUMENTS.includes(origin + pathname);
}

/** Not while a page is open that has been isolated: it can start no workers but those that are isolated too. */
async function unregister() {
  for (let look = 0; look < LOOKS; look++) {
    const open = await self.clients.matchAll({ type: "window" });
    const isIsolated = ({ id, url }: Client) => isDocument(url) && !notIsolated.has(id);
    if (!open.some(isIsolated)) return void (await self.registration.unregister());
    // The page before may still be about to close when the next one asks for its files.
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
}

/** One at a time. */
let unregistering: Promise<void> | null = null;

const retire = () => (unregistering ??= unregister().finally(() => (unregistering = null)));

/**
 * The document, isolated; or a redirect, as it came. Where anything else comes, or nothing, the browser asks by itself,
 * which can do more than a service worker: say what is wrong, or ask for a password.
 */
async function openDocument(request: Request) {
  try {
    const [response, isGone] = await Promise.all([fetch(request), isFileGone()]);
    isRetired ||= isGone;
    if (response.type === "opaqueredirect") return response;
    if (response.status === 200 && !isGone) return isolate(response);
  } catch {
    // There is no connection, or none for a service worker.
  }
  handedOver = request.url;
  return Response.redirect(request.url);
}

/** Whether the host no longer has this file, but at most a page that says so: then the document is another page's. */
async function isFileGone() {
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(self.location.href, { cache: "no-cache", signal }).catch(() => null);
  // Where it does not come, nothing is known of it.
  if (!answer) return false;
  const { ok, status, headers } = answer;
  return ok ? !/javascript/.test(headers.get("content-type") ?? "") : status === 404 || status === 410;
}

function isolate(response: Response) {
  const { status, statusText, body } = response;
  // What else a host may answer is its own to say; of a redirect, or of an answer without a body, none can be made anew.
  if (status !== 200) return response;
  const headers = new Headers(response.headers);
  headers.set("cross-origin-opener-policy", "same-origin");
  headers.set("cross-origin-embedder-policy", "require-corp");
  return new Response(body, { status, statusText, headers });
}
