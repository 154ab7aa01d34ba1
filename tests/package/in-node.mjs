// The package in Node.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { STAGE } from "./install.mjs";

const run = promisify(execFile);

const CWD = { cwd: join(STAGE, "node") };

/** What a module prints. @param {string} code */
async function printed(code) {
  const { stdout, stderr } = await run(process.execPath, ["--input-type=module", "--eval", code], CWD);
  assert.equal(stderr, "");
  return stdout.trim();
}

const SEVEN = "[[[28, 22], [48, 22], [70, 20], [62, 40], [54, 60], [47, 84]]]";

export function inNode() {
  test("the example reads 71 and trains a network", async () => {
    const { stdout, stderr } = await run(process.execPath, ["node.mjs"], CWD);
    assert.equal(stderr, "");
    assert.match(stdout, /^read: 71, with a probability of \d+ %\n/);
    assert.match(stdout, /^epoch 5: loss [\d.]+\ntrained: (9\d|100) % right/m);
    assert.match(stdout, /^its own network says: [\d?]+$/m);
  });

  test("every module is imported where there is no browser, and says nothing", async () => {
    const names = ["", "/digit-pad", "/train", "/crate"].map((name) => `"neuroglyph${name}"`);
    assert.equal(await printed(`for (const name of [${names}]) await import(name);`), "");
  });

  test("readers share a network, and a freed one says so", async () => {
    const said = await printed(`
      import { loadReader } from "neuroglyph";
      const [one, other] = await Promise.all([loadReader(), loadReader()]);
      one.free();
      one.free();
      console.log(other.read(${SEVEN}).text);
      for (const call of [() => one.read(${SEVEN}), () => one.why(7)])
        try { call(); } catch ({ message }) { console.log(message); }
      other.free();
      console.log((await loadReader()).read(${SEVEN}).text);`);
    const freed = "the reader was freed: load another";
    assert.deepEqual(said.split("\n"), ["7", freed, freed, "7"]);
  });

  test("a reading has the probabilities, the images and the ink of its digits", async () => {
    const reading = JSON.parse(
      await printed(`
        import { loadReader } from "neuroglyph";
        const reader = await loadReader();
        const { text, confidence, digits } = reader.read([...${SEVEN}, [[110, 18], [108, 50], [105, 84]]]);
        const why = reader.why(7);
        const blank = reader.read([]);
        console.log(JSON.stringify({ text, confidence, blank, why: why.map(({ length }) => length),
          digits: digits.map(({ digit, bounds, strokes, probabilities, image }) =>
            ({ digit, bounds, strokes: [...strokes], greatest: Math.max(...probabilities), pixels: image.length })) }));`),
    );
    const { text, confidence, digits, why, blank } = reading;
    assert.equal(text, "71");
    assert.deepEqual(why, [784, 784]);
    assert.deepEqual(blank, { text: "", confidence: 0, digits: [] });
    assert.deepEqual(
      digits.map(({ digit, strokes, pixels }) => [digit, strokes, pixels]),
      [
        [7, [0, 6], 784],
        [1, [6, 9], 784],
      ],
    );
    assert.deepEqual(digits[0].bounds, { left: 28, top: 20, right: 70, bottom: 84 });
    assert.ok(Math.abs(confidence - digits[0].greatest * digits[1].greatest) < 1e-6);
  });

  test("pixels are read, dark on light", async () => {
    const said = await printed(`
      import { loadReader } from "neuroglyph";
      const data = new Uint8ClampedArray(4 * 60 * 60).fill(255);
      const ink = (x, y) => data.fill(0, 4 * (60 * y + x), 4 * (60 * y + x) + 3);
      for (let y = 8; y < 52; y += 1) for (let x = 28; x < 33; x += 1) ink(x, y);
      console.log((await loadReader()).read({ data, width: 60, height: 60 }).text);`);
    assert.equal(said, "1");
  });

  test("what cannot be read is named", async () => {
    const said = await printed(`
      import { loadReader } from "neuroglyph";
      const reader = await loadReader();
      for (const drawing of [[[[1, 2]], [[1, 2], [3, NaN]]], [7], { points: [] }, "7"])
        try { reader.read(drawing); } catch ({ message }) { console.log(message); }
      try { reader.why(7); } catch ({ message }) { console.log(message); }`);
    assert.deepEqual(said.split("\n"), [
      "strokes[1][1] is [3, NaN]: it has to be [x, y], two finite numbers",
      "strokes[0] is 7: it has to be a list of points",
      "nothing that can be read: strokes, an ImageData, a canvas or a Blob are",
      "nothing that can be read: strokes, an ImageData, a canvas or a Blob are",
      "nothing has been read, so there is nothing to ask why about",
    ]);
  });

  test("addresses and bytes stand in for what is inside, and one that does not answer is named", async () => {
    const said = await printed(`
      import { createServer } from "node:http";
      import { readFileSync } from "node:fs";
      import { fileURLToPath } from "node:url";
      import { loadReader } from "neuroglyph";
      const file = (name) => readFileSync(fileURLToPath(import.meta.resolve("neuroglyph/" + name)));
      const server = createServer(({ url }, response) =>
        url === "/reader.wasm" ? response.end(file("reader.wasm")) : response.writeHead(404).end());
      await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
      const at = (name) => new URL(name, "http://127.0.0.1:" + server.address().port);
      const fail = ({ message }) => console.log(message.replace(/:\\d+/, ""));
      await loadReader({ wasm: at("nothing.wasm") }).catch(fail);
      await loadReader({ wasm: at("reader.wasm"), model: at("nothing").href }).catch(fail);
      const reader = await loadReader({ model: file("reader.safetensors") });
      console.log(reader.read(${SEVEN}).text);
      server.close();
      server.closeAllConnections();`);
    assert.deepEqual(said.split("\n"), [
      "The program that reads is not at http://127.0.0.1/nothing.wasm: the server answers 404.",
      "The model is not at http://127.0.0.1/nothing: the server answers 404.",
      "7",
    ]);
  });

  test("training names what is wrong, ends when it is aborted, and repeats itself with a seed", async () => {
    const said = await printed(`
      import { train } from "neuroglyph/train";
      const labels = Array.from({ length: 40 }, (_, i) => i % 10);
      const images = labels.map((label) => new Uint8Array(784).fill(25 * label));
      const fail = ({ name, message, kind }) => console.log(name, kind ?? "", message);
      await train({ images, labels: labels.slice(1) }).catch(fail);
      await train({ images: images.with(3, new Float32Array(784).fill(2)), labels }).catch(fail);
      await train({ images, labels, recipe: "none" }).catch(({ kind }) => console.log(kind));
      const stop = new AbortController();
      await train({ images, labels, epochs: 1000, signal: stop.signal, onProgress: () => stop.abort() }).catch(fail);
      const epochs = [];
      const options = { images, labels, epochs: 2, seed: 3, test: { images, labels } };
      const onProgress = ({ epoch, done, epochOver }) => epochOver && epochs.push([epoch, done]);
      const [one, other] = [await train({ ...options, onProgress }), await train(options)];
      console.log(JSON.stringify(epochs), one.seed, one.steps, one.test.accuracy === other.test.accuracy);
      console.log(Buffer.compare(one.model, other.model));`);
    assert.deepEqual(said.split("\n"), [
      "RangeError  images has 40 entries, labels 39",
      "RangeError  images[3][0] is 2: it has to be a number from 0 to 1",
      "recipe",
      "AbortError  This operation was aborted",
      "[[1,0.5],[2,1]] 3 2 true",
      "0",
    ]);
  });

  test("the whole crate is there, without what is the page's own", async () => {
    const said = await printed(`
      import { loadCrate } from "neuroglyph/crate";
      const crate = await loadCrate();
      const network = new crate.Network("keras-mlp", 1);
      console.log(network.query(new Float32Array(784)).length);
      network.free();
      try { network.weights(); } catch ({ message, kind }) { console.log(kind, message); }
      console.log(["start", "register_peak", "initSync", "default"].filter((name) => name in crate).length);`);
    assert.deepEqual(said.split("\n"), ["10", "argument the Network was freed", "0"]);
  });
}
