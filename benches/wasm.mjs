// The built page's own wasm: how fast `keras-mlp` trains and answers, without the page around it.

import { result } from "./result.mjs";

/** Runs in the page: several rounds on real images, in batches of 128. */
async function measure(glueUrl, wasmUrl, done) {
  const glue = await import(glueUrl);
  await glue.default({ module_or_path: wasmUrl });
  const fetchBytes = async (file) => {
    const { body } = await fetch(`mnist/${file}.gz`);
    const unzipped = body.pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(unzipped).arrayBuffer());
  };
  const images = (await fetchBytes("t10k-images-idx3-ubyte")).subarray(16);
  const labels = (await fetchBytes("t10k-labels-idx1-ubyte")).subarray(8);
  const network = new glue.Network("keras-mlp", 1);
  const [batch, steps, rounds] = [128, 40, 7];
  const trained = [];
  const queried = [];
  for (let round = 0; round < rounds; round += 1) {
    const begin = performance.now();
    for (let step = 0; step < steps; step += 1) {
      const [from, to] = [step * batch, (step + 1) * batch];
      network.train_step(images.subarray(from * 784, to * 784), labels.subarray(from, to));
    }
    trained.push((1000 * steps * batch) / (performance.now() - begin));
    const image = Float32Array.from(images.subarray(0, 784), (byte) => byte / 255);
    const beginQueries = performance.now();
    for (let query = 0; query < 200; query += 1) network.query(image);
    queried.push((performance.now() - beginQueries) / 200);
  }
  done({ trained: trained.slice(1), queried: queried.slice(1) });
}

/** @param {import("../tests/page/visit.mjs").Visit} visit @param {string} browser */
export async function measureWasm({ driver, server }, browser) {
  await driver.manage().setTimeouts({ script: 120_000 });
  await driver.get(server.page);
  const urls = await driver.executeScript(
    "return ['modulepreload', 'preload'].map((rel) => document.querySelector(`link[rel=${rel}][href*=neuroglyph-]`).href)",
  );
  const { trained, queried } = await driver.executeAsyncScript(measure, ...urls);
  return [
    result("training keras-mlp, batch 128", browser, trained, "samples/s"),
    result("one query of keras-mlp", browser, queried, "ms"),
  ];
}
