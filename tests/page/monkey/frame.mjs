// The page in its frame: from outside the frame it is reloaded and resized, and what it logs as an error is collected.

const frame = document.querySelector("iframe");

/** Milliseconds for which the page may be unready. */
const STUCK_MS = 60_000;

/** What went wrong. @type {string[]} */
export const faults = [];

export const page = () => frame.contentWindow;
export const root = () => page().document.documentElement;
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
export const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

const note = (what) => faults.push(what);
const told = (given) => `${given}\n${given?.stack ?? ""}${given?.cause ? `\n${given.cause}` : ""}`;

let readyAt = performance.now();

/** Resolves once a document of the page is there. */
export async function isLoaded() {
  for (const begin = performance.now(); !page().document.querySelector("#page") || page().isGone; await sleep(5))
    if (performance.now() - begin > STUCK_MS) return void note("the page never came");
  while (page().document.readyState === "loading") await sleep(5);
  if (!page().isTame) tame(page());
}

/** Resolves once all that is in sight works. */
export async function isReady() {
  for (const begin = performance.now(); root().dataset.ready !== "true"; await sleep(10))
    if (performance.now() - begin > STUCK_MS) return void note("stuck: it is not ready");
}

export async function reload() {
  page().isGone = true;
  page().location.reload();
  await isLoaded();
}

/** @param {number} width @param {number} height */
export function resize(width, height) {
  frame.width = String(width);
  frame.height = String(height);
}

/** Of the frame's history, how many entries lead back within it. */
let depth = 0;
let length = page().history.length;

/** @returns whether there was a way back */
export async function goBack() {
  if (depth === 0) return false;
  depth--;
  page().history.back();
  await sleep(20);
  return true;
}

/** Looks whether the page tells of a fault, or has been unready for long. */
export function inspect() {
  const { ready } = root().dataset;
  if (ready === "true") readyAt = performance.now();
  else if (performance.now() - readyAt > STUCK_MS) note("stuck: it is not ready");
  for (const line of page().document.querySelectorAll(".line, [data-testid=status]"))
    if (line.textContent.includes("Something unexpected failed")) note(line.textContent.trim());
}

/** Listens to a document that was just loaded, and takes its ways out of the browser away. @param {Window} tamed */
function tame(tamed) {
  const { HTMLAnchorElement, HTMLInputElement, Element, console } = tamed;
  tamed.isTame = true;
  readyAt = performance.now();
  tamed.addEventListener("error", ({ message, error }) => error && note(`error: ${message}\n${error.stack}`));
  tamed.addEventListener("unhandledrejection", (event) => {
    if (tamed.isGone) event.preventDefault();
    else note(`unhandled rejection: ${told(event.reason)}`);
  });
  // Back may lead to another document of the page.
  tamed.addEventListener("beforeunload", () => (tamed.isGone = true));
  const { error } = console;
  console.error = (...given) => {
    // What was on its way to a page that is left no longer comes.
    if (tamed.isGone) return;
    note(`console.error: ${given.map(told).join(" ")}`);
    error.apply(console, given);
  };
  tamed.addEventListener("hashchange", () => {
    // Some take the place of the one before.
    if (tamed.history.length > length) depth++;
    ({ length } = tamed.history);
  });
  // No file is written, and none is asked for.
  HTMLAnchorElement.prototype.click = () => {};
  const { click } = HTMLInputElement.prototype;
  HTMLInputElement.prototype.click = function () {
    if (this.type !== "file") click.call(this);
  };
  HTMLInputElement.prototype.showPicker = () => {};
  tamed.open = () => null;
  tamed.print = () => {};
  // A pointer that is made up is none that the browser could capture: here its events go where it went down.
  Element.prototype.setPointerCapture = () => {};
  Element.prototype.releasePointerCapture = () => {};
  Element.prototype.hasPointerCapture = () => true;
}
