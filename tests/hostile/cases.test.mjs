// Mistakes that ended the program once, or an object: each is told in words, however often, and all goes on.

import assert from "node:assert/strict";
import { test } from "node:test";
import { builds, load } from "./builds.mjs";
import { IMAGE, Objects, RECIPE } from "./sound.mjs";

/** So many that an exception that leaves a hundred bytes on the stack, which has a million, uses it up. */
const OFTEN = 6_000;

const detached = new Float32Array(784);
structuredClone(detached, { transfer: [detached.buffer] });
const long = Object.defineProperty(new Float32Array(784), "length", { value: 2 ** 31 });
const throwing = {
  get name() {
    throw "no Error";
  },
};
const circle = { ...RECIPE, layers: [] };
circle.layers.push(circle);

/** Each does something to a network or with its class; what it throws begins with these words, if it throws. */
const CASES = {
  "a detached image": [(network) => network.query(detached), "images: it cannot be read: "],
  "detached weights": [(network) => network.set_weights(detached), "weights: it cannot be read: "],
  "an image that says it is longer": [(network) => network.query(long), undefined],
  "a recipe that throws": [(_, Network) => new Network(throwing), "recipe: it cannot be read: no Error"],
  "a recipe that contains itself": [(_, Network) => new Network(circle), "recipe: layers: [0]: layers: [0]: "],
  "a digit that frees": [
    (network) => network.sensitivity(IMAGE, { valueOf: () => network.free() }),
    "digit: Object is no number",
  ],
  "a symbol for a layer": [(network) => network.incoming(Symbol("layer"), 0), "layer: symbol is no number"],
  "a recipe that asks": [
    (network, Network) =>
      new Network({
        get name() {
          return network.query(IMAGE);
        },
      }),
    "recipe: it cannot be read: Neuroglyph is reading the arguments of another call",
  ],
  "a recipe that frees": [
    (network, Network) =>
      new Network({
        get name() {
          return network.free();
        },
      }),
    "recipe: it cannot be read: Neuroglyph is reading the arguments of another call",
  ],
  "no network": [(_, Network) => Network.prototype.query.call({}, IMAGE), "this is no object that Neuroglyph made"],
};

for (const build of builds()) {
  for (const [name, [call, words]] of Object.entries(CASES))
    test(`${build.name}: ${name}`, async (t) => {
      const loaded = await load(build);
      if (!loaded) return t.skip(`Node ${process.version} cannot run it`);
      const { Network } = loaded.module;
      const network = new Objects(loaded.module).make("Network");
      const answer = [...network.query(IMAGE)];
      const stack = loaded.program.__stack_pointer.value;
      for (let count = 0; count < OFTEN; count++) {
        if (words === undefined) call(network, Network);
        else
          assert.throws(
            () => call(network, Network),
            (error) => error instanceof Error && error.message.startsWith(words),
          );
      }
      assert.deepEqual([...network.query(IMAGE)], answer);
      assert.equal(loaded.program.__stack_pointer.value, stack);
    });

  test(`${build.name}: a call where JavaScript's own stack ends`, async (t) => {
    const loaded = await load(build);
    if (!loaded) return t.skip(`Node ${process.version} cannot run it`);
    const network = new Objects(loaded.module).make("Network");
    const answer = [...network.query(IMAGE)];
    const stack = loaded.program.__stack_pointer.value;
    const ended = [];
    const dive = () => {
      try {
        dive();
      } catch {
        // On the way back there is a little more room every time.
      }
      if (ended.length === 40) return;
      try {
        network.query(IMAGE);
        ended.push(undefined);
      } catch (error) {
        ended.push(error);
      }
    };
    dive();
    assert.ok(ended.some((error) => error instanceof RangeError));
    assert.equal(loaded.program.__stack_pointer.value, stack);
    assert.deepEqual([...network.query(IMAGE)], answer);
  });

  test(`${build.name}: what was freed is freed, however often, and says so`, async (t) => {
    const loaded = await load(build);
    if (!loaded) return t.skip(`Node ${process.version} cannot run it`);
    const { module } = loaded;
    const objects = new Objects(module);
    const network = objects.make("Network");
    for (let count = 0; count < OFTEN; count++) network.free();
    assert.throws(() => network.query(IMAGE), { name: "Error", message: "the Network was freed" });
    const another = objects.make("Network");
    if (!module.Dataset) return;
    const dataset = objects.make("Dataset");
    assert.throws(() => another.query_dataset(another, 0, 1), { name: "Error", message: "the object is no Dataset" });
    dataset.free();
    assert.throws(() => another.query_dataset(dataset, 0, 1), { name: "Error", message: "the Dataset was freed" });
  });

  test(`${build.name}: a recipe of a million layers is refused before they are read`, async (t) => {
    const loaded = await load(build);
    if (!loaded) return t.skip(`Node ${process.version} cannot run it`);
    const { Network } = loaded.module;
    let read = 0;
    const counting = { get: (list, key) => ((read += Number(/^\d+$/.test(String(key)))), list[key]) };
    const layers = new Proxy(new Array(1e6).fill(RECIPE.layers[0]), counting);
    const message = "recipe: layers: there are more than 4096 values in it";
    assert.throws(() => new Network({ ...RECIPE, layers }), { name: "Error", message });
    assert.equal(read, 0);
  });

  test(`${build.name}: an array for a plain object is refused before its elements are listed`, async (t) => {
    const loaded = await load(build);
    if (!loaded) return t.skip(`Node ${process.version} cannot run it`);
    const { Network } = loaded.module;
    assert.throws(() => new Network(new Float32Array(5e7)), {
      name: "Error",
      message: "recipe: Float32Array is no plain object",
    });
    let listed = 0;
    const list = new Proxy(new Array(1e6).fill(1), { ownKeys: (target) => ((listed += 1), Reflect.ownKeys(target)) });
    assert.throws(() => new Network(list), { name: "Error" });
    assert.throws(() => new Network({ ...RECIPE, l2: list }), { name: "Error" });
    assert.equal(listed, 0);
  });

  test(`${build.name}: more work than a call does is refused before it begins`, async (t) => {
    const loaded = await load(build);
    if (!loaded) return t.skip(`Node ${process.version} cannot run it`);
    const { module, program } = loaded;
    const network = new Objects(module).make("Network");
    const size = program.memory.buffer.byteLength;
    /** @type {[() => void, string][]} */
    const calls = [
      [
        () => module.preprocess_strokes(new Float32Array(8e6), Uint32Array.of(4e6)),
        "strokes: there are 4000000 points: use at most 1000000",
      ],
      [
        () => module.preprocess_strokes(new Float32Array(0), new Uint32Array(1_000_001)),
        "strokes: there are 1000001 strokes: use at most 1000000",
      ],
      [
        () => module.preprocess_pixels(new Uint8Array(4 * 20_000 ** 2), 20_000, 20_000),
        "picture: it has 400000000 pixels: use at most 67108864",
      ],
    ];
    if (module.register_peak) {
      calls.push(
        [() => module.register_peak(2 ** 32 - 1), "steps is 4294967295: use 0 to 134217728"],
        [() => network.back_query(1, { method: "gradient", steps: 10_000 }), "10000 steps: use 0 to 1000"],
        [() => network.dreams({ method: "gradient", steps: 1_001 }), "1001 steps: use 0 to 1000"],
        [() => network.gradient_ascent({ steps: 1_001 }), "1001 steps: use 0 to 1000"],
      );
    }
    for (const [call, message] of calls) {
      const begin = performance.now();
      assert.throws(call, { name: "Error", message, kind: "argument" });
      assert.ok(performance.now() - begin < 2_000, message);
    }
    // Nothing of theirs was copied.
    assert.ok(program.memory.buffer.byteLength - size < 2 ** 20);
  });
}
