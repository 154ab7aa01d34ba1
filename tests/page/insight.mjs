// What the tests of Mind do again and again: load a network, bring a part into sight, read pictures back.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withGlue } from "./mind-visit.mjs";

/** Brings a part of the room into sight, once it is there. */
export async function bringUp(visit, selector) {
  const isThere = "return document.querySelector(arguments[0]) !== null";
  await visit.eventually(`${selector} is there`, () => visit.driver.executeScript(isThere, selector));
  await visit.driver.executeScript("document.querySelector(arguments[0]).scrollIntoView({ block: 'start' })", selector);
}

/** What the network is called that reads the pad. */
export const activeModel = (visit) =>
  visit.driver.executeScript("return document.querySelector('.model b').textContent.trim()");

/** Loads a model file in Train, where the page is then. */
export async function loadFile(visit, path) {
  const before = await activeModel(visit);
  await visit.enter("train");
  await (await visit.find("load-model")).sendKeys(path);
  await visit.eventually(`${path} reads`, async () => (await activeModel(visit)) !== before);
}

/** Loads one of the networks that come with the page, as a file; the page is in Train then. */
export async function load(visit, name) {
  const path = fileURLToPath(new URL(`../../pretrained/${name}.safetensors`, import.meta.url));
  await visit.enter("train");
  await (await visit.find("load-model")).sendKeys(path);
  await visit.eventually(`${name} reads`, async () => (await activeModel(visit)).startsWith(name));
}

/** Loads a small network with convolutions. @param {string} folder where its file is written */
export async function loadConvolutional(visit, folder) {
  const bytes = await withGlue(
    visit,
    `
      const weights = { kind: "normal", deviation: 0.2 };
      const layers = [
        { kind: "conv", filters: 6, kernel: 5, weights, biases: weights },
        { kind: "activation", function: "relu" },
        { kind: "max_pool", size: 2, stride: 2 },
        { kind: "dense", units: 20, weights },
        { kind: "activation", function: "tanh" },
        { kind: "dense", units: 10, weights },
        { kind: "activation", function: "softmax" },
      ];
      const base = glue.recipes().find(({ name }) => name === "keras-mlp");
      return Array.from(new glue.Network({ ...base, name: "small-conv", layers }, 3).to_safetensors());
`,
  );
  const path = join(folder, "small-conv.safetensors");
  await writeFile(path, Buffer.from(bytes));
  await loadFile(visit, path);
}

/** The ink of a picture of 28 × 28: 784 values in 0..1. */
export async function inkOf(visit, selector) {
  const alphas = await visit.driver.executeScript(
    `const { data } = document.querySelector(arguments[0]).getContext("2d").getImageData(0, 0, 28, 28);
    return Array.from({ length: 784 }, (_, at) => data[4 * at + 3]);`,
    selector,
  );
  return alphas.map((alpha) => alpha / 255);
}

/** The largest difference between two lists of numbers. */
export const farthest = (a, b) => Math.max(...a.map((value, i) => Math.abs(value - b[i])));

/** Clicks without scrolling anything into place first, as a script may. */
export const click = (visit, testid) =>
  visit.driver.executeScript("document.querySelector(`[data-testid='${arguments[0]}']`).click()", testid);

/** What has the focus: its name in the page, or its kind. */
export const focused = (visit) =>
  visit.driver.executeScript("return document.activeElement.dataset.testid ?? document.activeElement.localName");

/** What a picture is called where it is not seen. */
export const label = (visit, testid) =>
  visit.driver.executeScript(
    "return document.querySelector(`[data-testid='${arguments[0]}'] .visually-hidden`).textContent",
    testid,
  );

/** Waits until a part of the page is there and says something. */
export const says = (visit, testid, pattern) =>
  visit.eventually(`${testid} says ${pattern}`, async () => {
    const said = "return document.querySelector(`[data-testid='${arguments[0]}']`)?.textContent.trim() ?? null";
    const text = await visit.driver.executeScript(said, testid);
    return text !== null && pattern.test(text);
  });

/** Which of some outputs is the largest. */
export const largest = (outputs) => outputs.indexOf(Math.max(...outputs));

/**
 * Does something to what the page keeps in IndexedDB.
 * @param {string[]} stores @param {(...stores: IDBObjectStore[]) => void} change in the page
 */
export const damage = (visit, stores, change) =>
  visit.driver.executeAsyncScript(
    `const [names, done] = arguments;
    const request = indexedDB.open("neuroglyph");
    request.onsuccess = () => {
      const transaction = request.result.transaction(names, "readwrite");
      (${change})(...names.map((name) => transaction.objectStore(name)));
      transaction.oncomplete = () => { request.result.close(); done(); };
    };`,
    stores,
  );
