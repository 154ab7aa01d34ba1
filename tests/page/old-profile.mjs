// What an earlier build kept in a browser is opened by this one, and all of it is there. The profile was written in
// Chromium by the page before it was TypeScript: a training of three epochs paused in its second, two runs kept to compare with,
// digits marked right and wrong, a network that was taught with them, and dark colours. Its service worker is that build's.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { By, Key } from "selenium-webdriver";
import { DIGITS } from "./digits.mjs";
import { sends, startHost } from "./host.mjs";
import { click, farthest, inkOf, says } from "./insight.mjs";
import { PlainNetwork } from "./plain-network.mjs";
import { stepsOf } from "./training/steps.mjs";

const PROFILE = JSON.parse(readFileSync(new URL("old-profile.json", import.meta.url), "utf8"));

const SERVICE_WORKER = readFileSync(new URL("old-isolate.js", import.meta.url), "utf8");

/** What the profile has in a store. */
const recordsOf = (store) => PROFILE.database.stores[store].records.map(({ value }) => value);

/** What the runs that are kept are called. */
const NAMES = [1, 2].map((seed) => `1 epoch, dropout 0, layers 3, seed ${seed}`);

/** Numbers as the profile writes them. */
const floatsOf = ({ base64 }) => new Float32Array(Uint8Array.from(Buffer.from(base64, "base64")).buffer);

/** As the profile's networks are: one hidden layer. */
function plainNetwork({ layers }, weights) {
  const [hidden, last] = layers.filter(({ kind }) => kind === "dense");
  const functions = layers.filter(({ kind }) => kind === "activation").map((layer) => layer.function);
  return PlainNetwork.of({ widths: [784, hidden.units, last.units], functions }, floatsOf(weights));
}

/** In a page of the same origin, of which the browser keeps no database: has it keep what a profile has. */
const PUT = `
  const [{ database, localStorage: local, sessionStorage: session }, done] = arguments;
  const decode = (value) => {
    if (Array.isArray(value)) return value.map(decode);
    if (value === null || typeof value !== "object") return value;
    if (value.base64 === undefined) return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, decode(part)]));
    const { buffer } = Uint8Array.from(atob(value.base64), (letter) => letter.charCodeAt(0));
    return value.kind === "Blob" ? new Blob([buffer]) : new globalThis[value.kind](buffer);
  };
  for (const [storage, entries] of [[localStorage, local], [sessionStorage, session]]) {
    storage.clear();
    for (const [key, value] of Object.entries(entries)) storage.setItem(key, value);
  }
  const request = indexedDB.open(database.name, database.version);
  request.onerror = () => done(String(request.error));
  request.onupgradeneeded = () => {
    for (const [name, { keyPath = null }] of Object.entries(database.stores)) request.result.createObjectStore(name, { keyPath });
  };
  request.onsuccess = () => {
    const transaction = request.result.transaction(Object.keys(database.stores), "readwrite");
    for (const [name, { records }] of Object.entries(database.stores))
      for (const { key, value } of records) transaction.objectStore(name).put(decode(value), key);
    transaction.onabort = () => done(String(transaction.error));
    transaction.oncomplete = () => {
      request.result.close();
      done(null);
    };
  };`;

/** @param {import("./visit.mjs").Visit} visit */
export function oldProfile(visit) {
  const run = (script) => visit.driver.executeScript(`return ${script}`);

  /** Opens the page as one who was last here with the earlier build. */
  const openOld = async (address = "") => {
    await visit.forgetAll();
    assert.equal(await visit.driver.executeAsyncScript(PUT, PROFILE), null);
    await visit.driver.get(visit.server.page + address);
    await visit.isReady();
  };
  // Or what follows would begin with it.
  after(async () => {
    await visit.forgetAll();
    await run("[localStorage, sessionStorage].forEach((storage) => storage.clear())");
  });

  /** The ten shares that a network with these weights gives to what is on the pad. */
  const sharesBy = async (recipe, weights) =>
    plainNetwork(recipe, weights)
      .forward(await inkOf(visit, "[data-testid=input-28]"))
      .at(-1).outputs;
  /** The ink is read back from a picture, in 255 greys. */
  const areLike = (shares, others) => farthest(shares, others) < 0.02;

  test("a run half-way is offered, goes on to its end, and has the checkpoints that it had", async () => {
    const steps = stepsOf(visit);
    const [{ id, recipe, saved, tests, checkpoints }] = recordsOf("runs");
    await openOld();
    await visit.draw(DIGITS[3]);
    await visit.isState("read", "unsure");
    await visit.enter("train");
    await steps.says(".line", new RegExp(`A run stopped at epoch ${saved.progress.epoch} of ${recipe.epochs}\\.`));
    assert.equal(await visit.text("resume-run"), "Go on");
    await visit.press("resume-run");
    await steps.buttonSays("train", "Train again");
    assert.equal(await visit.text("epoch"), String(recipe.epochs));
    const [before, after] = [100 * tests.at(-1).accuracy, await visit.figure("test-accuracy")];
    assert.ok(after >= before, `${after} % of the test images after ${before} %`);

    // From the first on, by the arrow keys.
    const slider = await visit.find("checkpoint");
    await slider.sendKeys(Key.HOME);
    for (const { at, steps: taken } of checkpoints) {
      await visit.eventually(
        `the checkpoint at epoch ${at}`,
        async () => Math.abs(Number(await slider.getAttribute("value")) - at) < 1e-6,
      );
      const { value } = PROFILE.database.stores.weights.records.find(({ key }) => key[0] === id && key[1] === taken);
      const wanted = await sharesBy(recipe, value);
      await visit.eventually("the drawing is read as it was then", async () =>
        areLike(await run("Array.from(document.querySelectorAll('.curve meter'), ({ value }) => value)"), wanted),
      );
      await slider.sendKeys(Key.ARROW_RIGHT);
    }
  });

  test("kept runs are listed with their names and figures, and are on the chart", async () => {
    await openOld("#/train");
    const figures = recordsOf("kept").map(({ tests }) => `, ${(100 * tests.at(-1).accuracy).toFixed(1)} %`);
    const names = NAMES.map((name, i) => name + figures[i]);
    assert.equal(figures.length, 2);
    await visit.eventually("they are listed", async () =>
      isDeepStrictEqual(
        await run("Array.from(document.querySelectorAll('.runs .kept span'), ({ textContent }) => textContent)"),
        names,
      ),
    );
    const chart = await visit.find("loss-chart");
    await visit.eventually(
      "they are on the chart",
      async () => (await chart.getAttribute("aria-label")).match(/Kept run of keras-mlp/g)?.length === 2,
    );
  });

  test("marked digits count, and can be taught", async () => {
    await openOld();
    const marks = recordsOf("marks");
    const right = marks.filter(({ label, read }) => label === read).length;
    assert.ok(right > 0 && right < marks.length);
    await visit.enter("mind/yours");
    await says(visit, "score", new RegExp(`^It read ${right} of your ${marks.length} digits right`));
    for (const { label, read } of marks) assert.equal(await visit.text(`own-${label}-${read ?? "none"}`), "1");
    await visit.eventually(
      "it can be taught",
      async () => (await (await visit.find("teach")).getAttribute("aria-disabled")) !== "true",
    );
  });

  test("the network that was taught reads the pad, and its lesson can be taken back", async () => {
    await openOld();
    const steps = stepsOf(visit);
    const [untaught, taught] = recordsOf("taught");
    const readsBy = async ({ recipe, weights }, words) => {
      await steps.says(".model p", words);
      const wanted = await sharesBy(recipe, weights);
      await visit.eventually("it reads as it did", async () => areLike(await visit.probabilities(), wanted));
      return wanted;
    };
    await visit.draw(DIGITS[8]);
    await visit.isState("read", "unsure");
    const after = await readsBy(taught, /^keras-mlp, taught is reading$/);
    await visit.enter("mind/yours");
    await says(visit, "lesson", /^What you taught it is kept, and the network that was taught reads/);
    await click(visit, "undo-lesson");
    const before = await readsBy(untaught, /^keras-mlp is reading$/);
    assert.ok(!areLike(before, after), "the lesson made a difference");
  });

  test("the colours are those that were chosen", async () => {
    await openOld();
    assert.equal(
      await (await visit.driver.findElement(By.css("#theme"))).getAttribute("aria-label"),
      "Change to light colours",
    );
    const [red, green, blue] = (await run("getComputedStyle(document.body).backgroundColor")).match(/\d+/g).map(Number);
    assert.ok(Math.max(red, green, blue) < 60, `the paper is ${[red, green, blue]}`);
  });

  test("an address that was sent fills the fields", async () => {
    await openOld("?recipe=nielsen&epochs=7&seed=12&hidden-layers=16");
    await visit.enter("train");
    for (const [name, value] of [
      ["recipe", "nielsen"],
      ["field-epochs", "7"],
      ["field-seed", "12"],
      ["field-hidden-layers", "16"],
      ["field-batch-size", "10"],
    ])
      await visit.eventually(
        `${name} is ${value}`,
        async () => (await (await visit.find(name)).getAttribute("value")) === value,
      );
  });

  test("an address that ends in #train leads to Train", async () => {
    const isInSight = () =>
      run(`(() => {
        const { top, bottom } = document.querySelector("[data-testid=recipe]").getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      })()`);
    await openOld();
    assert.equal(await run("document.querySelector('[data-testid=recipe]')"), null);
    await openOld("?recipe=nielsen&epochs=7#train");
    assert.equal(await visit.rootData("room"), "train");
    await visit.eventually("the recipe is in sight", isInSight);
    await visit.eventually(
      "it is the one of the address",
      async () => (await (await visit.find("recipe")).getAttribute("value")) === "nielsen",
    );
  });

  test("the earlier service worker lets this build read and train on every visit, and its successor takes its place", async () => {
    const host = await startHost({
      answers: {
        "GET /isolate.js": sends("text/javascript", SERVICE_WORKER),
        "GET /before": sends("text/html", "<!doctype html><title>Before</title>"),
      },
    });
    const active = () =>
      run(
        "navigator.serviceWorker.getRegistration().then(({ active }) => active && new URL(active.scriptURL).pathname)",
      );
    try {
      await visit.driver.get(`${host.origin}/before`);
      await run(
        "navigator.serviceWorker.register('/isolate.js').then(() => navigator.serviceWorker.ready).then(() => true)",
      );
      assert.equal(await active(), "/isolate.js");
      delete host.answers["GET /isolate.js"];
      for (let i = 0; i < 3; i += 1) {
        await visit.driver.get(host.origin);
        await visit.isReady();
        await visit.draw(DIGITS[3]);
        await visit.reads(3);
        // A page that is isolated starts no worker whose script lacks the headers.
        assert.equal(await run("crossOriginIsolated"), true);
        await visit.enter("train");
        await click(visit, "step");
        const steps = stepsOf(visit);
        await steps.hasLoss();
        await steps.buttonSays("train", "Go on");
        // Or the next visit would be asked about it.
        await click(visit, "reset");
        await visit.press("reset-same");
        await visit.eventually("the run is forgotten", async () => (await steps.runs()).length === 0);
      }
      await visit.eventually("the successor is there", async () => (await active()) === "/sw.js");
    } finally {
      host.stop();
    }
  });
}
