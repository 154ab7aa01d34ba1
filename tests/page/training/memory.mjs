// What a training needs of memory is said beside the fields; what cannot fit is refused; and where memory ends all the
// same, that is said.

import assert from "node:assert/strict";
import { availableParallelism } from "node:os";
import { after, afterEach, test } from "node:test";
import { builtFile } from "../../../tools/build/dist.mjs";
import { ENDLESS, stepsOf } from "./steps.mjs";

const TRAINER = builtFile("www", "trainer", ".js");
const THREAD = builtFile("www", "thread", ".js");

/** Four wide layers, of 14 million weights, each with two moments. */
const LARGE = { "hidden-layers": "2048, 2048, 2048, 2048", optimizer: "adam" };

/** In the page, before its own scripts: a browser on a phone, that cannot set many addresses aside. */
const setLittleAside = () => {
  Object.defineProperty(Navigator.prototype, "hardwareConcurrency", { value: 2 });
  const { Memory } = WebAssembly;
  WebAssembly.Memory = class extends Memory {
    constructor(sizes) {
      if (sizes.maximum > 4096) throw new RangeError("too much");
      super(sizes);
    }
  };
};

/** The same: there are two cores, and the threads are listened to. */
const listenToThreads = () => {
  Object.defineProperty(Navigator.prototype, "hardwareConcurrency", { value: 2 });
  window.broken = [];
  window.Worker = class extends Worker {
    constructor(url, options) {
      super(url, options);
      if (options.name === "thread")
        this.addEventListener("message", ({ data }) => data.broken && window.broken.push(data.broken));
    }
  };
};

/** The same: the worker that trains is listened to. */
const listen = () => {
  window.Worker = class extends Worker {
    constructor(url, options) {
      super(url, options);
      this.addEventListener("message", ({ data }) => data.event === "grown" && (window.grown = data.data));
    }
  };
};

/** @param {import("../visit.mjs").Visit} visit */
export function memory(visit) {
  afterEach(async () => {
    visit.server.behave();
    await visit.leaveAlone();
  });
  after(() => visit.forgetAll());

  /** Megabytes that a training by the fields needs, once the page says so. */
  const needed = async (condition) => {
    let said = NaN;
    await visit.eventually(`so much memory: ${condition}`, async () => {
      said = Number(
        /^A training by these settings needs about ([\d,]+) MB of memory\.$/
          .exec(await visit.text("memory-needed"))?.[1]
          .replace(",", ""),
      );
      return condition(said);
    });
    return said;
  };

  test("what a training needs of memory is said beside the fields, as they are", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh();
    // The images are 55 MB.
    const small = await needed((said) => said > 60 && said < 150);
    for (const [name, value] of Object.entries(LARGE)) await steps.set(name, value);
    const large = await needed((said) => said > 500 && said < 800);
    await steps.set("batch-size", "1024");
    await needed((said) => said > large && said < 1_000);
    await steps.set("recipe", "nielsen");
    await needed((said) => said < small);
  });

  /** What a script answers that may start the crate as often as it likes, each time in a memory of its own. */
  const withCrate = async (script) => {
    await visit.open();
    const answer = await visit.driver.executeAsyncScript(
      `const [crate, done] = arguments;
      let count = 0;
      const start = async () => {
        const glue = await import(crate.glue + "?" + ++count);
        const { memory } = await glue.default({ module_or_path: crate.wasm });
        return { glue, memory };
      };
      const header = (...sizes) => {
        const view = new DataView(new ArrayBuffer(4 + 4 * sizes.length));
        [0x0800 + sizes.length, ...sizes].forEach((value, i) => view.setUint32(4 * i, value));
        return new Uint8Array(view.buffer);
      };
      /** So many images, all alike, which come in pieces. */
      const imagesOf = ({ Dataset }, count) => {
        const dataset = new Dataset();
        dataset.push_labels(header(count));
        dataset.push_labels(new Uint8Array(count).map((_, i) => i % 10));
        dataset.push_images(header(count, 28, 28));
        const piece = new Uint8Array(784_000).map((_, i) => (i % 7 === 0 ? i % 256 : 0));
        for (let i = 0; i < count; i += 1000) dataset.push_images(piece);
        return dataset;
      };
      const work = async () => { ${script} };
      work().then((answer) => done({ answer }), (error) => done({ error: String(error) }));`,
      visit.server.variant("plain"),
    );
    if (answer.error) throw new Error(answer.error);
    return answer.answer;
  };

  test("WebAssembly’s memory grows to what was said, and to little less", async () => {
    const grown = await withCrate(`
      const { glue } = await start();
      const [mlp] = glue.recipes();
      const begin = { weights: { kind: "glorot" }, biases: { kind: "zero" } };
      const pair = (units, name) => [{ kind: "dense", units, ...begin }, { kind: "activation", function: name }];
      const layers = [...pair(1024, "relu"), ...pair(1024, "relu"), ...pair(10, "softmax")];
      const wide = { ...mlp, layers, optimizer: { kind: "adam", learning_rate: 0.0001 } };
      const recipes = { mlp, wide, average: { ...wide, ema_decay: 0.9 }, one: glue.recipes().find(({ name }) => name === "symon") };
      const found = [];
      for (const [name, recipe] of Object.entries(recipes)) {
        const { glue, memory } = await start();
        const [images, test] = [imagesOf(glue, 60_000), imagesOf(glue, 10_000)];
        const training = new glue.Training(recipe, images, 1);
        for (let round = 0; round < 2; round++) {
          training.run(2);
          training.evaluate_part(test, 0, 500);
          training.weights();
          training.to_bytes();
        }
        found.push([name, glue.describe(recipe).memory / memory.buffer.byteLength]);
      }
      return found;
    `);
    for (const [name, times] of grown)
      assert.ok(times >= 1 && times <= 1.3, `${name}: said ${times} times what it took`);
  });

  test("so it does where the page trains", async () => {
    const steps = stepsOf(visit);
    await visit.meddle(listen);
    await steps.openFresh({ "hidden-layers": "1024, 1024", optimizer: "adam" });
    const said = 1e6 * (await needed((megabytes) => megabytes > 130));
    visit.server.fail(TRAINER, "tell");
    await visit.press("train");
    // The test images are read for the first time, and the run is written down.
    await steps.accuracyReaches(50);
    await steps.pause();
    await steps.isKept();
    const grown = await visit.driver.executeScript("return window.grown");
    assert.ok(said >= grown && said <= 1.3 * grown, `said ${said}, took ${grown}`);
  });

  test("a network beyond the first two gigabytes reads as any other", async () => {
    const [size, here, beyond] = await withCrate(`
      const ask = (glue) => Array.from(new glue.Network("nielsen", 1).query(new Float32Array(784).fill(0.5)));
      const { glue, memory } = await start();
      const here = ask(glue);
      // A file's room is made with its first bytes, and costs nothing before it is written to.
      const large = Array.from({ length: 3 }, () => {
        const dataset = new glue.Dataset();
        dataset.push_images(header(1_000_000, 28, 28));
        return dataset;
      });
      // What was given back before is used up.
      const small = Array.from({ length: 200 }, () => new glue.Network("nielsen", 1));
      const beyond = ask(glue);
      return [memory.buffer.byteLength, here, beyond, large.length + small.length];
    `);
    assert.ok(size > 2 ** 31, `${size} bytes`);
    assert.deepEqual(beyond, here);
  });

  test("what needed more than there was trains", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh(LARGE);
    await visit.press("train");
    await steps.hasLoss();
    await steps.pause();
    // All of it is written down, which takes the most.
    await steps.isKept();
    await steps.buttonSays("train", "Go on");
  });

  test("what cannot fit is refused beside the fields, before it begins", async () => {
    const steps = stepsOf(visit);
    await visit.meddle(setLittleAside);
    await steps.openFresh(LARGE);
    await steps.says(
      "#error-hidden-layers",
      /^This needs about [5-7]\d\d? MB of memory, and this browser gives a page 270 MB\. Use fewer neurons or a smaller batch\.$/,
    );
    await visit.press("train");
    await visit.nextFrame();
    assert.equal(
      await visit.driver.executeScript("return document.activeElement.dataset.testid"),
      "field-hidden-layers",
    );
    assert.equal(await visit.text("train"), "Train");
    assert.equal(await visit.find("step").getAttribute("aria-disabled"), "true");
    await steps.set("hidden-layers", "512");
    await visit.eventually("nothing is wrong", async () => (await visit.text("error-hidden-layers")) === "");
    await visit.press("step");
    await steps.hasLoss();
  });

  test("where a browser sets less memory aside, it trains with that, on as many cores", async () => {
    const steps = stepsOf(visit);
    await steps.openFresh({ recipe: "nielsen", epochs: "30" });
    visit.server.fail(TRAINER, "narrow");
    await visit.press("train");
    await visit.eventually("it trains", async () => (await visit.figure("samples-per-second")) > 0);
    await visit.press("pause");
    const cores = Math.min(availableParallelism(), 4);
    assert.equal(
      await visit.driver.executeScript("return document.querySelector('#cores').textContent"),
      cores > 1 ? `, ${cores} cores` : "",
    );
  });

  test(
    "where there is less memory than the browser promised, that is said, and a smaller network trains",
    { skip: availableParallelism() < 2 },
    async () => {
      const steps = stepsOf(visit);
      await steps.openFresh(LARGE);
      await needed((said) => said > 500);
      visit.server.fail(TRAINER, "narrow");
      await visit.press("train");
      await steps.hintSays(
        /There is not enough memory for this training, which needs about [4-7]\d\d MB\. Use fewer neurons in the hidden layers, or a smaller batch, and train again\./,
      );
      await steps.buttonSays("train", "Train again");
      await steps.set("hidden-layers", "32");
      await visit.press("train");
      await steps.hasLoss();
      await steps.pause();
    },
  );

  test("memory that ends in a thread is told as such, and the training begins again when asked", async () => {
    const steps = stepsOf(visit);
    await visit.meddle(listenToThreads);
    await steps.openFresh(ENDLESS);
    visit.server.fail(THREAD, "starve");
    await visit.press("train");
    await steps.hintSays(
      /There was not enough memory, and the program ended\. Use fewer neurons in the hidden layers, or a smaller batch, and train again\./,
    );
    // Each thread may have had the time to say it.
    const [told] = await visit.driver.executeScript("return window.broken");
    assert.deepEqual(told, { message: "there was not enough memory, and the program ended", kind: "memory" });
    await steps.buttonSays("train", "Train again");
    visit.server.behave();
    await visit.press("train");
    await steps.hasLoss();
    await steps.pause();
  });

  test("a program that ends where memory cannot grow any more is told from one that fails", async () => {
    await visit.open();
    const messages = await visit.driver.executeAsyncScript(
      `const [modules, done] = arguments;
      import(modules).then(({ memories, meaningOf }) => {
        const ended = () => meaningOf(new WebAssembly.RuntimeError("unreachable")).message;
        const before = ended();
        memories.push(new WebAssembly.Memory({ initial: 40, maximum: 60 }));
        done([before, ended(), meaningOf(new Error("the loss became NaN")).message]);
      });`,
      visit.server.modules("npm/src/program/wasm", "npm/src/worker/memory"),
    );
    assert.deepEqual(messages, [
      "unreachable",
      "there was not enough memory, and the program ended",
      "the loss became NaN",
    ]);
  });
}
