// The page as a person has it: how soon it reads, what a frame costs it, and how it trains beside that.

import { DIGITS } from "../tests/page/digits.mjs";
import { result } from "./result.mjs";
import { readyTime } from "./start-up.mjs";
import { traceTasks } from "./tracer.mjs";

const ROUNDS = 5;
const TRAINING_MS = 20_000;

/** What a frame may cost the page's thread. */
const LIMIT_MS = 8;

const percentAbove = (limit, values) => (100 * values.filter((value) => value > limit).length) / values.length;

/** Notes what every frame costs the page's thread: from its first callback until all of its work is done. */
const watchFrames = () => {
  window.frames_ms = [];
  const channel = new MessageChannel();
  let begin = 0;
  channel.port1.onmessage = () => window.frames_ms.push(performance.now() - begin);
  const frame = () => {
    begin = performance.now();
    // It is delivered after the frame's callbacks, layout and paint.
    channel.port2.postMessage(null);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
};

/** @param {number[]} tasks @param {string} browser */
const processorTime = (tasks, browser) => [
  result("processor time of the page's longest task, training", browser, [Math.max(...tasks)], "ms"),
  result(
    `tasks with more than ${LIMIT_MS} ms of processor time, training`,
    browser,
    [percentAbove(LIMIT_MS, tasks)],
    "%",
  ),
];

/** @param {import("../tests/page/visit.mjs").Visit} visit @param {string} browser */
export async function measurePage(visit, browser) {
  const { driver } = visit;
  const ready = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    await driver.get(visit.server.page);
    ready.push(await driver.executeAsyncScript(readyTime));
  }
  await visit.forgetAll();
  await visit.open();
  await driver.executeScript(watchFrames);
  await visit.draw(DIGITS[3]);
  const drawing = await driver.executeScript("return frames_ms.splice(0)");

  await visit.enter("train");
  const begin = performance.now();
  await visit.press("train");
  await driver.wait(async () => (await visit.figure("test-accuracy")) > 97, 180_000);
  const seconds = (performance.now() - begin) / 1000;
  await driver.executeScript("frames_ms.splice(0)");
  const rates = [];
  for (const end = performance.now() + TRAINING_MS; performance.now() < end;) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    rates.push(await visit.figure("samples-per-second"));
  }
  const training = await driver.executeScript("return frames_ms.splice(0)");
  // By the clock a task waits for a core too: here the browser paints on the cores that train.
  const tasks =
    browser === "Chromium"
      ? await traceTasks(driver, () => new Promise((resolve) => setTimeout(resolve, TRAINING_MS)))
      : [];

  const pressed = await driver.executeAsyncScript(`
    const done = arguments[arguments.length - 1];
    const train = document.querySelector("[data-testid=train]");
    const begin = performance.now();
    new MutationObserver(() => train.textContent === "Go on" && done(performance.now() - begin))
      .observe(train, { childList: true, characterData: true, subtree: true });
    document.querySelector("[data-testid=pause]").click();
  `);
  return [
    // The first load fills the browser's caches.
    result("ready to read, warm load", browser, ready.slice(1), "ms"),
    result("page's work a frame, drawing", browser, drawing, "ms"),
    result("from pressing Train on a first visit to above 97 % of the test images", browser, [seconds], "s"),
    result("training keras-mlp in the page, batch 128", browser, rates, "samples/s"),
    result("page's work a frame, training", browser, training, "ms"),
    result(`frames with more than ${LIMIT_MS} ms of work, training`, browser, [percentAbove(LIMIT_MS, training)], "%"),
    ...(tasks.length > 0 ? processorTime(tasks, browser) : []),
    result("from pressing Pause to stopped", browser, [pressed], "ms"),
  ];
}
