// A seeded run gives the same curve in the browser as natively (tests/mnist.rs compares with the same figures).

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

/** Runs in the page: the losses of the first steps, with the page's own wasm. */
async function lossesInPage(steps, done) {
  const [glueUrl, wasmUrl] = ["modulepreload", "preload"].map(
    (rel) => document.querySelector(`link[rel=${rel}][href*=neuroglyph-]`).href,
  );
  const glue = await import(glueUrl);
  await glue.default({ module_or_path: wasmUrl });
  const fetchBytes = async (file) => {
    const { body } = await fetch(`mnist/${file}.gz`);
    const unzipped = body.pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(unzipped).arrayBuffer());
  };
  const dataset = glue.Dataset.mnist_training();
  dataset.push_labels(await fetchBytes("train-labels-idx1-ubyte"));
  // The first steps need the first block, and no more.
  dataset.push_images((await fetchBytes("train-images-idx3-ubyte")).subarray(0, 16 + 784 * 12_000));
  const training = new glue.Training("keras-mlp", dataset, 1);
  done(Array.from({ length: steps }, () => training.run(1).recent_loss));
}

/** @param {import("./visit.mjs").Visit} visit */
export function curve(visit) {
  test("a seed gives the same losses as natively", async () => {
    const expected = JSON.parse(await readFile(new URL("../fixtures/curve.json", import.meta.url), "utf8"));
    assert.equal(expected.length, 50);
    await visit.open();
    const losses = await visit.driver.executeAsyncScript(lossesInPage, expected.length);
    for (const [step, loss] of losses.entries()) {
      const difference = Math.abs(loss - expected[step]) / expected[step];
      assert.ok(difference < 1e-3, `step ${step}: ${loss} instead of ${expected[step]}`);
    }
  });
}
