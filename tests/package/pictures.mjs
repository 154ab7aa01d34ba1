// What only a browser has: canvases, picture files, workers, a policy that forbids programs.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { STAGE } from "./install.mjs";

/** A page whose script stands beside it. @param {string} name */
const page = (name) => `<!doctype html>
<html lang="en"><title>${name}</title><output></output><script type="module" src="${name}.js"></script></html>`;

/** Writes down texts that are promised, or what went wrong. */
const TOLD = `
const told = async (texts) => {
  const all = await texts().catch(({ message }) => [message]);
  document.querySelector("output").value = all.join(" ");
};
`;

const PICTURES = `
import { loadReader } from "./neuroglyph/index.js";
${TOLD}
const paint = (canvas) => {
  const context = canvas.getContext("2d");
  context.lineWidth = 9;
  context.lineCap = "round";
  context.moveTo(30, 25);
  context.lineTo(80, 25);
  context.lineTo(52, 92);
  context.stroke();
  return canvas;
};
const canvas = paint(Object.assign(document.createElement("canvas"), { width: 110, height: 110 }));
const offscreen = paint(new OffscreenCanvas(110, 110));
await told(async () => {
  const reader = await loadReader();
  const blank = document.createElement("canvas");
  return [
    reader.read(canvas).text,
    reader.read(offscreen).text,
    reader.read(canvas.getContext("2d").getImageData(0, 0, 110, 110)).text,
    (await reader.read(await offscreen.convertToBlob())).text,
    "[" + reader.read(blank).text + "]",
    await reader.read(new Blob(["7"], { type: "text/plain" })).catch(({ message }) => message),
  ];
});
`;

const WORKER = `
import { loadReader } from "./neuroglyph/index.js";
const reader = await loadReader();
postMessage(reader.read([[[28, 22], [48, 22], [70, 20], [62, 40], [54, 60], [47, 84]]]).text);
`;

const STARTS_WORKER = `
const worker = new Worker("in-worker.js", { type: "module" });
worker.onmessage = ({ data }) => (document.querySelector("output").value = data);
`;

const LOADS = `
import { loadReader } from "./neuroglyph/index.js";
${TOLD}
await told(async () => [(await loadReader()).read([]).text]);
`;

const OUTPUT = "document.querySelector('output')?.value";

/** @param {import("./guest.mjs").Guest} guest */
export function pictures(guest) {
  before(() => {
    for (const [name, script] of Object.entries({ pictures: PICTURES, worker: STARTS_WORKER, loads: LOADS })) {
      writeFileSync(join(STAGE, `plain/${name}.html`), page(name));
      writeFileSync(join(STAGE, `plain/${name}.js`), script);
    }
    writeFileSync(join(STAGE, "plain/in-worker.js"), WORKER);
  });

  test("a canvas, one off screen, its pixels and its file are read; no picture is named", async () => {
    await guest.open(guest.at("plain/pictures.html"));
    const refusal = "the file is no picture that this browser decodes (its type is “text/plain”)";
    await guest.becomes(OUTPUT, `7 7 7 7 [] ${refusal}`);
    guest.saidNothing();
  });

  test("a worker of the page reads", async () => {
    await guest.open(guest.at("plain/worker.html"));
    await guest.becomes(OUTPUT, "7");
    guest.saidNothing();
  });

  test("a policy that forbids the program is named", async () => {
    await guest.open(guest.at("plain/loads.html?forbid"));
    const wanted = "its Content Security Policy needs script-src 'self' 'wasm-unsafe-eval'.";
    await guest.becomes(OUTPUT, `The host of this page forbids the program: ${wanted}`);
  });
}
