// How the page gets rid of its service worker: in a release that needs none, and where the page has gone from its host.
import { isDocument } from "./place";

declare const self: ServiceWorkerGlobalScope;

/**
 * True in a release that needs no service worker any more: it unregisters itself. Browsers ask for this file anew, past
 * their caches, each time the page is opened, so every browser that has registered it gets the news.
 */
const RETIRED = false;

/** Milliseconds that a document waits for this file, once it is here itself. */
const PATIENCE = 2000;

/** Times that it is looked for pages that are open, and milliseconds in between. */
const LOOKS = 20;
const LOOK = 500;

/** The page has no use for this service worker any more. */
let isOver = RETIRED;

/** Open documents that the browser has asked for: their clients' ids. */
const notIsolated: Set<string> = new Set();

export const isRetired = () => isOver;

/** This document is the browser's own. */
export const leaveAlone = (client: string) => notIsolated.add(client);

/** Looks whether the host no longer has this file, but at most a page that says so: then the document is another page's. */
export async function isGone() {
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(self.location.href, { cache: "no-cache", signal }).catch(() => null);
  // Where it does not come, nothing is known of it.
  if (!answer) return false;
  const { ok, status, headers } = answer;
  const isGone = ok ? !/javascript/.test(headers.get("content-type") ?? "") : status === 404 || status === 410;
  isOver ||= isGone;
  return isGone;
}

/** One at a time. */
let unregistering: Promise<void> | null = null;

export const retire = () => (unregistering ??= unregister().finally(() => (unregistering = null)));

/** Not while a page is open that has been isolated: it can start no workers but those that are isolated too. */
async function unregister() {
  for (let look = 0; look < LOOKS; look++) {
    const open = await self.clients.matchAll({ type: "window" });
    const isIsolated = ({ id, url }: Client) => isDocument(url) && !notIsolated.has(id);
    // A page that registers it at the same moment brings it back, so it looks until there is none left to unregister.
    if (!open.some(isIsolated) && !(await self.registration.unregister())) return;
    // The page before may still be about to close when the next one asks for its files.
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
}
