// A service worker, for hosts that send no headers of their own: it adds the two with which a browser takes the
// page to be isolated from others, as it must be before memory can be shared among threads. It stands at the
// page's top in a build, because it serves only what lies below it.

/** @type {any} the type of a service worker's global object is in a library that excludes that of a page */
const worker = self;

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  // Asked for by developer tools, and for nobody else to answer.
  if (request.cache === "only-if-cached" && request.mode !== "same-origin") return;
  if (new URL(request.url).origin === worker.location.origin) event.respondWith(isolate(request));
});

/** @param {Request} request */
async function isolate(request) {
  const response = await fetch(request);
  const headers = new Headers(response.headers);
  headers.set("cross-origin-opener-policy", "same-origin");
  headers.set("cross-origin-embedder-policy", "require-corp");
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
