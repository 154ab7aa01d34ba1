// Many models and trainings leave hardly more memory behind than one of each.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { stepsOf } from "./training/steps.mjs";

const MODELS = 50;

/** Large, and of two kinds: the page keeps a few networks of each. */
const FILES = ["keras-mlp", "convnet"];

/** The first one needs the most. */
const RECIPES = ["keras-mlp", "nielsen", "symon"];

/** Of what one model and one training leave. */
const MOST_TIMES = 1.3;

/** Milliseconds between two looks, and looks until all that is garbage has been collected, also that of an ended worker. */
const PAUSE_MS = 2_000;
const LOOKS = 10;

const fileOf = (name) => fileURLToPath(new URL(`../../pretrained/${name}.safetensors`, import.meta.url));

/** Megabytes of a process that no other one shares: its heaps, and the memories of WebAssembly. @param {number} pid */
function privateMemory(pid) {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  const kilobytes = Array.from(rollup.matchAll(/^Private_\w+: +(\d+) kB/gm), ([, size]) => Number(size));
  return kilobytes.reduce((sum, size) => sum + size) / 1024;
}

/** @param {import("./visit.mjs").Visit} visit */
export function leaks(visit) {
  // Only Chromium tells which processes are its own, and collects garbage when it is told to.
  if (visit.browser !== "Chromium") return;
  after(() => visit.forgetAll());

  const renderers = async () => {
    const bidi = await visit.driver.getBidi();
    const params = { method: "SystemInfo.getProcessInfo", params: {} };
    const { result } = await bidi.send({ method: "goog:cdp.sendCommand", params });
    return result.result.processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
  };
  /** Of the page's renderer, which is the largest, once garbage has been collected. */
  const held = async () => {
    await visit.driver.sendDevToolsCommand("Memory.simulatePressureNotification", { level: "critical" });
    await visit.driver.sendDevToolsCommand("HeapProfiler.collectGarbage", {});
    return Math.max(...(await renderers()).map(privateMemory));
  };
  /** The least of several looks, or the first that is little enough. */
  const leastHeld = async (enough = 0) => {
    let least = await held();
    for (let look = 1; look < LOOKS && least > enough; look++) {
      await visit.driver.sleep(PAUSE_MS);
      least = Math.min(least, await held());
    }
    return least;
  };

  const load = async (steps, number) => {
    const name = FILES[number % FILES.length];
    await visit.find("load-model").sendKeys(fileOf(name));
    await steps.says(".files p", new RegExp(`^${name}\\.safetensors reads your pad now`));
  };
  const train = async (steps, recipe) => {
    await steps.fill({ recipe, epochs: "1" });
    await visit.press("train");
    await steps.finishedRun();
  };

  test(`after ${MODELS} models and three trainings the renderer holds at most ${MOST_TIMES} times what one of each leaves`, async () => {
    const steps = stepsOf(visit);
    const [first, ...others] = RECIPES;
    await steps.openFresh();
    await load(steps, 0);
    await train(steps, first);
    const one = await leastHeld();
    for (let number = 1; number < MODELS; number++) await load(steps, number);
    for (const recipe of others) {
      await visit.press("reset");
      await visit.press("reset-same");
      await train(steps, recipe);
    }
    const all = await leastHeld(MOST_TIMES * one);
    assert.ok(all <= MOST_TIMES * one, `${one.toFixed()} MB, then ${all.toFixed()} MB`);
  });
}
