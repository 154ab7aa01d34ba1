// Has the page work without a connection from the next visit on: a service worker keeps its files.
import { choose } from "./builds";
import { modelFiles, variantOf } from "./files";
import { scriptUrl } from "./trusted";

/** A page in another one's frame, or in a sandbox, is left as it is. */
export const canBeKept = () => parent === window && globalThis.origin !== "null" && "serviceWorker" in navigator;

/** @param script sw.js */
export async function startServiceWorker(script: URL) {
  if (!canBeKept()) return;
  try {
    await navigator.serviceWorker.register(scriptUrl(script.href));
    if (navigator.serviceWorker.controller) return;
    navigator.serviceWorker.addEventListener("controllerchange", () => void keepWhatIsHere(), { once: true });
  } catch (error) {
    // Private windows often forbid it. Everything works but without a connection.
    console.info("Not without a connection:", error);
  }
}

/** The service worker answers for this page, so whatever is asked for now is kept. */
export const isOfflinePossible = () => canBeKept() && navigator.serviceWorker.controller !== null;

/** Asks for every file that this browser may need. */
export async function keepAllFiles() {
  const { threads, ...single } = choose();
  const programs = [variantOf("reading"), single, ...(threads ? [threads] : [])];
  const files = [...programs.flatMap(({ glue, wasm }) => [glue, wasm.url]), ...modelFiles()];
  const answers = await Promise.all(files.map((file) => fetch(file)));
  const missing = answers.find(({ ok }) => !ok);
  if (missing) throw new Error(`${missing.url} is not there: the server answers ${missing.status}`);
}

/** In the first visit some files came before the service worker did: it is asked for them once more. */
async function keepWhatIsHere() {
  const top = new URL("./", document.baseURI).href;
  const files = performance.getEntriesByType("resource").map(({ name }) => name);
  const own = new Set(files.filter((name) => name.startsWith(`${top}crate/`) || name.startsWith(`${top}pretrained/`)));
  await Promise.allSettled(Array.from(own, (name) => fetch(name)));
}
