// The page's program and the network that comes with it, loaded in Node as the page loads them. To be imported before the
// modules that ask them are, which is why those are imported dynamically.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import "./built";

// What the program says when it starts.
console.debug = () => {};

let work: FrameRequestCallback | undefined;

Object.assign(globalThis, {
  document: { baseURI: pathToFileURL(`${process.cwd()}/`).href },
  fetch: (url: string) => Promise.resolve(new Response(readFileSync(new URL(url)))),
  requestAnimationFrame: (callback: FrameRequestCallback) => ((work = callback), 1),
});

/** The next picture on the screen. */
export function frame() {
  const now = work;
  work = undefined;
  now?.(0);
}

const { load, fault } = await import("../../www/store/program");
await load();
if (fault.value) throw new Error(fault.value);
