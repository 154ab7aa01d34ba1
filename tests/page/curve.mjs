// A seeded run gives the same curve in the browser as natively (tests/mnist.rs compares with the same figures),
// whichever of the crate's builds trains.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { Tally } from "../../www/train/worker/tally.ts";

/** The body of a worker, which may wait for threads: the losses of the first steps of a run. */
async function losses({ crate, pool, mnist, recipe, steps }, ports) {
  const glue = await import(crate.glue);
  await glue.default({ module_or_path: crate.wasm });
  if (ports.length > 0) await (await import(pool)).startThreads(glue, crate.glue, ports);
  const fetchBytes = async (file) => {
    const { body } = await fetch(`${mnist}${file}.gz`);
    const unzipped = body.pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(unzipped).arrayBuffer());
  };
  const dataset = glue.Dataset.mnist_training();
  dataset.push_labels(await fetchBytes("train-labels-idx1-ubyte"));
  // The first steps need the first block, and no more.
  dataset.push_images((await fetchBytes("train-images-idx3-ubyte")).subarray(0, 16 + 784 * 12_000));
  const training = new glue.Training(recipe, dataset, 1);
  return Array.from({ length: steps }, () => training.run(1).recent_loss);
}

/** The body of a worker: what a pool of no threads says. */
async function noThreads({ crate }) {
  const glue = await import(crate.glue);
  await glue.default({ module_or_path: crate.wasm });
  try {
    return [glue.start_threads(0)];
  } catch (error) {
    return [error.message];
  }
}

/** Runs in the page: does it in a worker of its own. */
async function inWorker(body, { threads: count, page, ...urls }, recipe, steps, done) {
  const given = { ...urls, mnist: new URL("mnist/", document.baseURI).href, recipe, steps };
  const script = `onmessage = ({ data: ports }) =>
    (${body})(${JSON.stringify(given)}, ports).then(postMessage, (error) => postMessage(String(error)))`;
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const worker = new Worker(url, { type: "module" });
  const { Threads, startThread } = await import(page);
  const threads = new Threads(count, startThread);
  worker.postMessage(threads.ports, threads.ports);
  worker.onerror = (event) => done(event.message);
  worker.onmessage = ({ data }) => {
    worker.terminate();
    threads.stop();
    done(data);
  };
}

/** @param {import("./visit.mjs").Visit} visit */
export function curve(visit) {
  const answerOf = async (body, build, recipe, steps) => {
    const script = `return (${inWorker}).apply(null, [${JSON.stringify(String(body))}, ...arguments])`;
    const [name, threads = 0] = build.split(" ");
    const { server } = visit;
    const [pool, page] = [
      server.modules("npm/src/worker/pool"),
      server.modules("www/engine/files", "npm/src/worker/threads"),
    ];
    const given = { crate: server.variant(name), threads: Number(threads), pool, page };
    const answer = await visit.driver.executeAsyncScript(script, given, recipe, steps);
    assert.ok(Array.isArray(answer), `${build}: ${answer}`);
    return answer;
  };
  const lossesOf = (build, recipe, steps) => answerOf(losses, build, recipe, steps);

  for (const build of ["plain", "relaxed", "threads 2"]) {
    test(`a seed gives the same losses as natively: the ${build} build`, async () => {
      const file = await readFile(new URL("../fixtures/curve.json", import.meta.url), "utf8");
      await visit.driver.get(visit.server.bare);
      for (const [recipe, expected] of Object.entries(JSON.parse(file))) {
        assert.ok(expected.length >= 26);
        for (const [step, loss] of (await lossesOf(build, recipe, expected.length)).entries()) {
          const difference = Math.abs(loss - expected[step]) / expected[step];
          assert.ok(difference < 1e-3, `${recipe}, step ${step}: ${loss} instead of ${expected[step]}`);
        }
      }
    });
  }

  test("what is no digit is neither right nor wrong on the curve, however the steps are cut into chunks", () => {
    const progress = (examples, recent_correct, recent_digits) => ({
      epoch: 1,
      examples,
      examples_in_epoch: 80,
      epoch_over: false,
      recent_loss: 2,
      recent_correct,
      recent_digits,
    });
    const begin = progress(0, 0, 0);
    const alone = new Tally(begin, 1);
    assert.equal(alone.room, 4);
    const chunks = [progress(1, 1, 1), progress(2, 0, 0), progress(3, 0, 1), progress(4, 1, 1)];
    const expected = { at: 0.05, loss: 2, accuracy: 2 / 3 };
    assert.deepEqual(
      chunks.map((chunk) => alone.add(chunk)),
      [null, null, null, expected],
    );
    assert.deepEqual(new Tally(begin, 1).add(progress(4, 2, 3)), expected);
    // A run that was saved when every sample was a digit.
    const older = new Tally(progress(2, 0, 0), 1, { loss: 4, correct: 1, samples: 2 });
    assert.deepEqual(older.add(progress(4, 1, 1)), expected);
  });

  test("a pool of no threads is refused", async () => {
    await visit.driver.get(visit.server.bare);
    assert.deepEqual(await answerOf(noThreads, "threads 0"), ["threads is 0: use 1 or more"]);
  });

  test("any number of threads gives the same losses bit for bit", async () => {
    await visit.driver.get(visit.server.bare);
    const alone = await lossesOf("relaxed", "keras-mlp", 40);
    for (const threads of [1, 2, 3])
      assert.deepEqual(await lossesOf(`threads ${threads}`, "keras-mlp", 40), alone, `${threads} threads`);
  });
}
