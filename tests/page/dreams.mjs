// What the network takes the digits for: against the command line's pictures, and read again in plain JavaScript.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, test } from "node:test";
import { PNG } from "pngjs";
import { Key } from "selenium-webdriver";
import { builtFile } from "../../tools/build/dist.mjs";
import { DIGITS } from "./digits.mjs";
import { click, farthest, focused, inkOf, label, largest, load, says } from "./insight.mjs";
import { cells, colour, farthestOff, shade, withGlue } from "./mind-visit.mjs";
import { PlainNetwork } from "./plain-network.mjs";
import { ENDLESS } from "./training/steps.mjs";

const MODELS = new URL("../../pretrained/", import.meta.url);

/** Dots a pixel, and around each image, in the command line's pictures. */
const SCALE = 4;
const MARGIN = 8;

/** A level of grey, in 0..1, by which a picture may be off for each rounding. */
const LEVEL = 1 / 255;

/** The ten images of such a picture. */
function imagesIn(bytes) {
  const { width, height, data } = PNG.sync.read(bytes);
  const pitch = 28 * SCALE + MARGIN;
  assert.deepEqual([width, height], [10 * pitch + MARGIN, pitch + MARGIN]);
  const dot = (x, y) => data[4 * (y * width + x)];
  return Array.from({ length: 10 }, (_, digit) =>
    Array.from({ length: 784 }, (_, pixel) => {
      const [x, y] = [MARGIN + digit * pitch + (pixel % 28) * SCALE, MARGIN + Math.floor(pixel / 28) * SCALE];
      assert.equal(dot(x + SCALE - 1, y + SCALE - 1), dot(x, y), "a pixel is a square of one grey");
      return 1 - dot(x, y) / 255;
    }),
  );
}

const madeByCommand = (file) => imagesIn(readFileSync(new URL(`dreams/${file}`, MODELS)));

/** @param {import("./visit.mjs").Visit} visit */
export function dreams(visit) {
  afterEach(() => visit.server.behave());

  const open = async (network) => {
    await visit.open();
    if (network) await load(visit, network);
    await visit.enter("mind/dreams");
    await says(visit, "method-text", /reads \d+ of its 10/);
  };
  const pictures = async () => {
    const all = [];
    for (const digit of DIGITS.keys()) all.push(await inkOf(visit, `[data-testid=dream-${digit}] canvas`));
    return all;
  };
  /** What the page says of each picture is what the network makes of it. */
  const areReadAsShown = async (images, network) => {
    let right = 0;
    for (const [digit, image] of images.entries()) {
      const outputs = network.forward(image).at(-1).outputs;
      const read = largest(outputs);
      const words = await label(visit, `dream-${digit}`);
      const [, sure] = words.match(/: [<>]?([\d.]+) % sure/);
      // The picture has 256 greys, the dream more.
      assert.ok(Math.abs(Number(sure) - 100 * outputs[digit]) < 1, `${words}, but the output is ${outputs[digit]}`);
      assert.equal(/read as (\d)/.exec(words)?.[1] ?? String(digit), String(read));
      right += read === digit ? 1 : 0;
    }
    await says(visit, "method-text", new RegExp(`reads ${right} of its 10`));
  };
  const isLarge = (method, image) =>
    visit.eventually(
      `large, by ${method}`,
      async () => farthest(await inkOf(visit, `[data-testid=large-${method}] canvas`), image) === 0,
    );
  const meanOf = (digit) =>
    Array.from(
      readFileSync(new URL("means-idx3-ubyte", MODELS)).subarray(16 + 784 * digit, 16 + 784 * (digit + 1)),
      (byte) => byte / 255,
    );

  /** A climb of a hundred steps makes of another build's rounding another stroke here and there. */
  const areLike = (images, others) => {
    const apart = (image, other) => image.reduce((sum, ink, pixel) => sum + Math.abs(ink - other[pixel]), 0);
    for (const [digit, image] of images.entries()) {
      const distances = others.map((other) => apart(image, other));
      assert.equal(
        distances.indexOf(Math.min(...distances)),
        digit,
        `${digit} is not like the picture of ${digit}: ${distances}`,
      );
    }
  };
  const choose = async (id) => {
    await visit.driver.executeScript("document.querySelector(`[data-testid=${arguments[0]}]`).click()", id);
    await says(
      visit,
      "method-text",
      id === "prior-free"
        ? /Any pixel may change\. .*reads \d+ of its 10/
        : /patterns found in real handwriting are allowed\. .*reads \d+ of its 10/,
    );
  };
  const isThere = (id) =>
    visit.driver.executeScript("return document.querySelector(`[data-testid=${arguments[0]}]`) !== null", id);
  const isChosen = (id) =>
    visit.driver.executeScript("return document.querySelector(`[data-testid=${arguments[0]}]`).checked", id);
  /** The page says so of every one of its ten pictures. */
  const areSure = async () => {
    await says(visit, "method-text", /This network reads 10 of its 10 as the digit asked for\.$/);
    for (const digit of DIGITS.keys()) {
      const [, sure] = (await label(visit, `dream-${digit}`)).match(/: [<>]?([\d.]+) % sure of it$/);
      assert.ok(Number(sure) >= 90, `${digit}: ${sure} %`);
    }
  };

  test("the network that comes with the page reads all ten of its dreams, freely and as handwriting varies", async () => {
    await open();
    await says(
      visit,
      "method-text",
      /^By the gradient: 100 steps uphill from plain grey, seed 1\. Any pixel may change\./,
    );
    assert.equal(await isChosen("prior-free"), true);
    await areSure();
    const free = await pictures();
    areLike(free, madeByCommand("reader-free.png"));
    await choose("prior-handwriting");
    await areSure();
    const written = await pictures();
    areLike(written, madeByCommand("reader-handwriting.png"));
    for (const [digit, image] of written.entries())
      assert.ok(farthest(image, free[digit]) > 0.2, `${digit} is the same by both priors`);
    await choose("prior-free");
    for (const [digit, image] of (await pictures()).entries()) assert.equal(farthest(image, free[digit]), 0);
  });

  test("dreams are painted while they grow", async () => {
    await visit.open();
    await visit.driver.executeScript(`
      window.said = [];
      const note = () => {
        const text = document.querySelector("[data-testid=method-text]")?.textContent;
        if (text && text !== window.said.at(-1)?.[0])
          window.said.push([text, document.querySelector("[data-testid=dream-3] canvas").toDataURL()]);
      };
      new MutationObserver(note).observe(document.getElementById("room"), { childList: true, characterData: true, subtree: true });
    `);
    await visit.enter("mind/dreams");
    await says(visit, "method-text", /reads \d+ of its 10/);
    const said = await visit.driver.executeScript("return window.said");
    const growing = said.filter(([text]) => /^Dreaming, step \d+ of 100\.$/.test(text));
    assert.ok(growing.length >= 2, JSON.stringify(said.map(([text]) => text)));
    const steps = growing.map(([text]) => Number(text.match(/\d+/)[0]));
    assert.deepEqual(
      steps,
      steps.toSorted((a, b) => a - b),
    );
    assert.equal(new Set(growing.map(([, picture]) => picture)).size, growing.length, "each is another picture");
  });

  test("the worker tells twenty stages of a dream, the last of which is the dream, and stops when it is left", async () => {
    await visit.open();
    const { stages, ends, left } = await withGlue(
      visit,
      `const { dream } = await import(arguments[0]);
      const network = new glue.Network("nielsen", 1);
      const stages = [];
      const snapshot = { recipe: network.recipe, weights: network.weights() };
      const dreams = await dream({ of: () => network, canInvert: () => true }, { snapshot, isWatched: true }, (stage) => stages.push(stage), () => false);
      const last = stages.at(-1);
      // Whoever asked wants another by now.
      const left = [];
      const none = await dream({ of: () => network, canInvert: () => true }, { snapshot, isWatched: true }, (stage) => left.push(stage), () => left.length === 3);
      return {
        stages: stages.map(({ taken, steps }) => taken / steps),
        ends: last.images.every((ink, i) => ink === dreams.gradient[i]),
        left: none === null ? left.length : "it went on",
      };`,
      visit.server.modules("www/mind/worker/dream"),
    );
    assert.deepEqual(
      stages,
      Array.from({ length: 20 }, (_, stage) => (stage + 1) / 20),
    );
    assert.ok(ends);
    assert.equal(left, 3);
  });

  test("a dense network dreams as handwriting varies unless it is told to be free", async () => {
    await open("keras-mlp");
    await says(
      visit,
      "method-text",
      /^By the gradient: 100 steps uphill from plain grey, seed 1\. Only blends of 40 patterns found in real handwriting are allowed\./,
    );
    assert.equal(await isChosen("prior-handwriting"), true);
    await areSure();
    const images = await pictures();
    areLike(images, madeByCommand("keras-mlp-handwriting.png"));
    const network = new PlainNetwork(new URL("keras-mlp.safetensors", MODELS));
    await areReadAsShown(images, network);
    await choose("prior-free");
    await areReadAsShown(await pictures(), network);
  });

  test("without sigmoids there is no inversion, and the page says why", async () => {
    await open("keras-mlp");
    assert.equal(await (await visit.find("method-inversion")).isEnabled(), false);
    const words = await visit.driver.executeScript("return document.getElementById('objection').textContent");
    assert.match(words, /every layer has to end in a sigmoid, .*; this network has other layers\.$/);
    assert.equal(await isThere("large-inversion"), false);
  });

  test("the switch shows Symon's inversion, and the large view both", async () => {
    await open("symon");
    const network = new PlainNetwork(new URL("symon.safetensors", MODELS));
    const gradients = await pictures();
    await areReadAsShown(gradients, network);
    areLike(gradients, madeByCommand("symon-handwriting.png"));
    await visit.driver.executeScript("document.querySelector('[data-testid=method-gradient]').focus()");
    await visit.key(Key.ARROW_RIGHT);
    await says(visit, "method-text", /^By Symon’s inversion/);
    const images = await pictures();
    const command = madeByCommand("symon-inversion.png");
    for (const [digit, image] of images.entries()) assert.ok(farthest(image, command[digit]) < 1.5 * LEVEL);
    await areReadAsShown(images, network);
    assert.equal(await (await visit.find("prior-free")).isEnabled(), false);
    await click(visit, "dream-6");
    await isLarge("inversion", images[6]);
    await isLarge("gradient", gradients[6]);
  });

  test("one is shown large, beside the digit's mean image and the user's own", async () => {
    await open();
    await click(visit, "dream-8");
    await isLarge("gradient", await inkOf(visit, "[data-testid=dream-8] canvas"));
    await says(visit, "large-mean", /The mean of all 8s/);
    assert.equal(farthest(await inkOf(visit, "[data-testid=large-mean] canvas"), meanOf(8)), 0);
    await says(visit, "large-own", /when you have drawn an 8/);
    await visit.draw(DIGITS[8]);
    await visit.reads(8);
    await says(visit, "large-own", /Your last 8/);
    const own = await inkOf(visit, "[data-testid=input-28]");
    assert.equal(farthest(await inkOf(visit, "[data-testid=large-own] canvas"), own), 0);
    await visit.press("clear");
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    assert.equal(farthest(await inkOf(visit, "[data-testid=large-own] canvas"), own), 0);
  });

  test("a digit that was drawn before anybody came here is remembered", async () => {
    await visit.open();
    await visit.draw(DIGITS[8]);
    await visit.reads(8);
    const own = await inkOf(visit, "[data-testid=input-28]");
    await visit.press("clear");
    await visit.isState("blank");
    await visit.enter("mind/dreams");
    await click(visit, "dream-8");
    await says(visit, "large-own", /Your last 8/);
    assert.equal(farthest(await inkOf(visit, "[data-testid=large-own] canvas"), own), 0);
  });

  test("all ten are downloaded as one picture", async () => {
    await open();
    await visit.driver.executeScript(`
      window.handed = [];
      const create = URL.createObjectURL;
      URL.createObjectURL = (blob) => (window.handed.push(blob), create.call(URL, blob));
    `);
    await click(visit, "download-dreams");
    await visit.eventually("a file", () => visit.driver.executeScript("return window.handed.length === 1"));
    const base64 = await visit.driver.executeAsyncScript(
      "const reader = new FileReader(); reader.onload = () => arguments[0](reader.result.split(',')[1]); reader.readAsDataURL(window.handed[0])",
    );
    const images = imagesIn(Buffer.from(base64, "base64"));
    for (const [digit, image] of (await pictures()).entries()) assert.ok(farthest(image, images[digit]) < 1.5 * LEVEL);
  });

  test("they change while the network learns, and every checkpoint has its own", async () => {
    await visit.forgetAll();
    await visit.driver.get(`${visit.server.page}?${new URLSearchParams(ENDLESS)}`);
    await visit.isReady();
    await visit.enter("train");
    await visit.press("train");
    await visit.enter("mind/dreams");
    await says(visit, "method-text", /12 steps uphill at a time, from picture to picture, while it learns/);
    await visit.draw(DIGITS[3]);
    await click(visit, "turn-8");
    await says(visit, "turn-words", /^It (now )?reads 8/);
    assert.equal(await visit.find("turn-words").getAttribute("aria-live"), "off");
    const before = await inkOf(visit, "[data-testid=dream-0] canvas");
    await visit.eventually(
      "another picture",
      async () => farthest(await inkOf(visit, "[data-testid=dream-0] canvas"), before) > 0.05,
    );
    const most = "return Number(document.querySelector('[data-testid=dream-checkpoint]')?.max)";
    await visit.eventually("checkpoints", async () => (await visit.driver.executeScript(most)) > 3);
    await visit.enter("train");
    await click(visit, "pause");
    await visit.enter("mind/dreams");
    await says(visit, "method-text", /100 steps uphill from plain grey/);

    await visit.driver.executeScript("document.querySelector('[data-testid=dream-checkpoint]').focus()");
    await visit.key(Key.HOME);
    const output = () =>
      visit.driver.executeScript("return document.querySelector('output[for=dream-checkpoint]').textContent");
    await visit.eventually("the dream of the first checkpoint", async () =>
      /^epoch \d+\.\d: .* sure$/.test(await output()),
    );
    assert.equal(
      await visit.driver.executeScript(
        "return document.querySelector('output[for=dream-checkpoint]').getAttribute('aria-live')",
      ),
      "off",
    );
    const network = await firstCheckpoint();
    const image = await inkOf(visit, "[data-testid=large-gradient] canvas");
    const sure = 100 * network.forward(image).at(-1).outputs[3];
    const said = Number((await output()).match(/([\d.]+) % sure/)[1]);
    assert.ok(Math.abs(said - sure) < 1, `it says ${said} %, and is ${sure} % sure`);
    await visit.key(Key.END);
    await visit.eventually("now", async () => /^now: /.test(await output()));
  });

  /** The network of the first checkpoint that the browser keeps. */
  const firstCheckpoint = async () => {
    const kept = () =>
      visit.driver.executeAsyncScript(`
        const done = arguments[arguments.length - 1];
        indexedDB.open("neuroglyph").onsuccess = ({ target: { result: database } }) => {
          const store = database.transaction("weights").objectStore("weights");
          store.getAll().onsuccess = async ({ target: { result } }) => {
            database.close();
            const bytes = result.length ? Array.from(new Uint8Array(await result[0].arrayBuffer())) : null;
            done(bytes);
          };
        };
      `);
    const bytes = await visit.eventually("a kept checkpoint", kept);
    return PlainNetwork.of(
      { widths: [784, 128, 10], functions: ["relu", "softmax"] },
      new Float32Array(Uint8Array.from(bytes).buffer),
    );
  };

  test("a worker that does not arrive is told, and asked again", async () => {
    visit.server.fail(builtFile("www", "mind", ".js"), "refuse");
    await visit.open();
    await visit.enter("mind/dreams");
    await says(visit, "method-text", /^It did not dream: /);
    visit.server.behave();
    await click(visit, "retry-dreams");
    assert.equal(await focused(visit), "h1");
    await says(visit, "method-text", /reads \d+ of its 10/);
  });

  test("mean images that do not arrive are told, and fetched again", async () => {
    visit.server.fail(builtFile("pretrained", "means-idx3-ubyte"), "refuse");
    await open();
    await says(visit, "large-mean", /did not arrive/);
    visit.server.behave();
    await click(visit, "retry-means");
    assert.equal(await focused(visit), "h1");
    await says(visit, "large-mean", /The mean of all 3s/);
  });

  test("a drawing that cannot be changed is told, and tried again", async () => {
    visit.server.fail(builtFile("www", "mind", ".js"), "refuse");
    await visit.open();
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    await visit.enter("mind/dreams?turn=8");
    await says(visit, "turn-words", /^It was not changed: /);
    visit.server.behave();
    await click(visit, "retry-turn");
    assert.equal(await focused(visit), "h1");
    await says(visit, "turn-words", /^It now reads 8, /);
  });

  const FIGURE = /(\d+(?:\.\d)?) %/;
  /** Draws a 3 with keras-mlp and asks for another digit of it; the plain network, and what it was made of. */
  const turn = async (digit) => {
    await visit.open();
    await load(visit, "keras-mlp");
    await visit.draw(DIGITS[3]);
    await visit.reads(3);
    await visit.enter("mind/dreams");
    await visit.press(`turn-${digit}`);
    await says(visit, "turn-words", new RegExp(`^It now reads ${digit}, `));
    return new PlainNetwork(new URL("keras-mlp.safetensors", MODELS));
  };
  const stepTo = async (key) => {
    await visit.driver.executeScript("document.querySelector('[data-testid=turn-step]').focus()");
    await visit.key(key);
    await visit.nextFrame();
  };
  const stepText = () =>
    visit.driver.executeScript("return document.querySelector('output[for=turn-step]').textContent");

  test("a drawing is turned into another digit, step by step, and what changes has two colours", async () => {
    const network = await turn(8);
    const drawn = await inkOf(visit, "[data-testid=input-28]");
    assert.equal(farthest(await inkOf(visit, "[data-testid=turn-before]"), drawn), 0);
    const became = await inkOf(visit, "[data-testid=turn-after]");
    const outputs = network.forward(became).at(-1).outputs;
    assert.equal(largest(outputs), 8);
    const [, sure] = FIGURE.exec(await visit.text("turn-words"));
    assert.ok(Math.abs(Number(sure) - 100 * outputs[8]) < 1, `it says ${sure} %, and is ${100 * outputs[8]} % sure`);
    // Near: nowhere does it take as much ink as another digit has.
    const changed = became.reduce((sum, ink, i) => sum + Math.abs(ink - drawn[i]), 0);
    assert.ok(changed > 1 && changed < 0.6 * drawn.reduce((sum, ink) => sum + ink, 0), `${changed} of ink changed`);

    const colours = {
      paper: await colour(visit, "--sheet"),
      above: await colour(visit, "--for"),
      below: await colour(visit, "--against"),
    };
    const difference = became.map((ink, i) => ink - drawn[i]);
    const most = Math.max(...difference.map(Math.abs));
    const wanted = difference.map((value) => shade(value, most, colours));
    // The pictures that it is made of have 256 greys.
    const off = farthestOff(await cells(visit, "[data-testid=turn-change]", 28), wanted);
    assert.ok(off <= 4, `a pixel of the change is off by ${off} of 255`);

    assert.match(await stepText(), /^100 of 100: reads 8, /);
    await stepTo(Key.HOME);
    assert.match(await stepText(), /^0 of 100: reads 3, /);
    assert.equal(farthest(await inkOf(visit, "[data-testid=turn-after]"), drawn), 0);
    await stepTo(Key.ARROW_RIGHT);
    assert.match(await stepText(), /^5 of 100: reads \d, /);
    const way = await inkOf(visit, "[data-testid=turn-after]");
    assert.ok(farthest(way, drawn) > 0.02, "a step changes it");
    const [, read] = /reads (\d)/.exec(await stepText());
    assert.equal(String(largest(network.forward(way).at(-1).outputs)), read);
  });

  test("what a drawing became goes to the pad, and is read there", async () => {
    await turn(8);
    const became = await inkOf(visit, "[data-testid=turn-after]");
    await visit.press("turn-take");
    await visit.reads(8);
    assert.equal(farthest(await inkOf(visit, "[data-testid=input-28]"), became), 0);
    await says(visit, "turn-words", /^It reads 8 already, .* so nothing has to change\.$/);
    await visit.press("undo");
    await visit.reads(3);
    await says(visit, "turn-words", /^It now reads 8, /);
  });

  test("an address asks for a digit; without ink a 3 is drawn for whoever asks", async () => {
    await visit.open();
    await visit.enter("mind/dreams?turn=8");
    assert.equal(await visit.find("turn-8").getAttribute("aria-checked"), "true");
    await visit.press("draw-three");
    await visit.reads(3);
    assert.equal(await visit.find("turn-words").getAttribute("aria-live"), "polite");
    assert.deepEqual(
      await visit.driver.executeScript(
        "return [...document.querySelectorAll('output')].map((output) => [output.htmlFor.value, output.getAttribute('aria-live')])",
      ),
      [["turn-step", "off"]],
      "a slider says its value itself",
    );
    await says(visit, "turn-words", /^It now reads 8, .* sure\. .* of your ink was removed, and .* as much added\.$/);
  });

  test("nothing moves when a dream or a changed drawing comes", async () => {
    for (const [width, height] of [
      [360, 740],
      [1280, 657],
    ]) {
      await visit.openAt(width, height);
      await visit.draw(DIGITS[3]);
      await visit.driver.executeScript(`
        window.places = new Set();
        const parts = ["dream-0", "method-text", "large-gradient", "large-own", "turn-words", "turn-step", "turn-take", "method-gradient"];
        const note = () => {
          if (!document.querySelector("[data-testid=turn-take]")) return;
          const tops = parts.map((id) => document.querySelector(\`[data-testid=\${id}]\`).getBoundingClientRect().top + scrollY);
          window.places.add(tops.map((top) => top.toFixed(1)).join());
        };
        new MutationObserver(note).observe(document.getElementById("room"), { childList: true, characterData: true, subtree: true });
      `);
      await visit.enter("mind/dreams?turn=8");
      await says(visit, "turn-words", /^It now reads 8, /);
      await says(visit, "method-text", /reads \d+ of its 10/);
      await says(visit, "large-mean", /The mean of all/);
      await visit.nextFrame();
      const places = await visit.driver.executeScript("return [...window.places]");
      assert.equal(places.length, 1, `at ${width} px: ${places.join(" | ")}`);
    }
  });

  test("a tool that is left asks no more", async () => {
    await visit.meddle(() => {
      const asked = (window.asked = []);
      const { postMessage } = Worker.prototype;
      Worker.prototype.postMessage = function (message, ...more) {
        if (message?.verb) asked.push(message.verb);
        return postMessage.call(this, message, ...more);
      };
    });
    try {
      await visit.open();
      await visit.enter("mind/dreams");
      await says(visit, "method-text", /^Dreaming, step/);
      await visit.enter("mind/why");
      const asked = () => visit.driver.executeScript("return window.asked");
      await visit.eventually("it is left", async () => (await asked()).includes("leave"));
      await load(visit, "keras-mlp");
      await visit.draw(DIGITS[3]);
      await visit.reads(3);
      assert.deepEqual(await asked(), ["dream", "leave"], "nobody looks at the dreams of another network");
      await visit.enter("mind/dreams");
      await says(visit, "method-text", /reads \d+ of its 10/);
      assert.deepEqual(await asked(), ["dream", "leave", "dream"]);
    } finally {
      await visit.leaveAlone();
    }
  });
}
