// The page's service worker: with it the page works without a connection once it was opened, and is isolated also where
// the host sends no headers. It touches the page's own document and files alone; all other requests are the browser's.
import { isolate } from "./isolation";
import { fileOf, forgetOthers, isFile, keepFirst, keptDocument } from "./kept-files";
import { isDocument } from "./place";
import { isGone, isRetired, leaveAlone, retire } from "./retirement";

declare const self: ServiceWorkerGlobalScope;

/** Milliseconds that a document may take to come where one is kept. */
const PATIENCE = 4000;

/** The address of a document that is the browser's to ask for, the next time. */
let handedOver = "";

self.addEventListener("install", (event) => {
  event.waitUntil(keepFirst().then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  event.waitUntil(isRetired() ? retire() : forgetOthers().then(() => self.clients.claim()));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate") {
    if (request.method !== "GET" || !isDocument(request.url)) return;
    if (!isRetired() && handedOver !== request.url) return event.respondWith(openDocument(request));
    leaveAlone(event.resultingClientId);
    if (handedOver === request.url) handedOver = "";
  } else if (request.method === "GET" && isFile(request.url)) {
    const file = fileOf({ request, waitUntil: (work) => event.waitUntil(work) });
    event.respondWith(request.destination === "worker" ? file.then(isolate) : file);
  }
  if (isRetired()) event.waitUntil(retire());
});

/**
 * The document, isolated, or a redirect as it came; without a connection the one that is kept. Where anything else comes, or
 * nothing, the browser asks by itself, which can do more than a service worker: say what is wrong, or ask for a password.
 */
async function openDocument(request: Request) {
  const kept = await keptDocument();
  try {
    const answer = Promise.all([fetch(request), isGone()]);
    const [response, isPageGone] = await (kept ? inTime(answer) : answer);
    if (response.type === "opaqueredirect") return response;
    if (response.status === 200 && !isPageGone) return isolate(response);
  } catch {
    // There is no connection, or none for a service worker.
    if (kept) return isolate(kept);
  }
  handedOver = request.url;
  return Response.redirect(request.url);
}

const inTime = <T>(answer: Promise<T>): Promise<T> =>
  Promise.race([answer, new Promise<never>((_, reject) => setTimeout(reject, PATIENCE))]);
