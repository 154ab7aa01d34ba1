// A first visit: how long until a drawing can be read, and how many bytes come over the network for it.

import { result } from "./result.mjs";

const VISITS = 5;

/** Runs in the page: milliseconds from the beginning of its load until it can read; what follows may still be on its way. */
export const readyTime = (done) => {
  const look = () =>
    document.documentElement.dataset.state === "blank" ? done(performance.now()) : requestAnimationFrame(look);
  look();
};

/**
 * @param {() => Promise<import("selenium-webdriver").WebDriver>} start @param {string} browser
 * @param {Awaited<ReturnType<typeof import("./server.mjs").startServer>>} server
 */
export async function measureStartUp(start, browser, server) {
  const times = [];
  const kilobytes = [];
  for (let visit = 0; visit < VISITS; visit += 1) {
    // A new profile: nothing has been kept, fetched or compiled.
    const driver = await start();
    try {
      server.takeSent();
      await driver.get(`${server.origin}/dist/`);
      times.push(await driver.executeAsyncScript(readyTime));
      kilobytes.push(server.takeSent() / 1000);
    } finally {
      await driver.quit();
    }
  }
  return [
    result("ready to read, first visit", browser, times, "ms"),
    result("sent for a first visit until it is ready to read, packed", browser, kilobytes, "KB"),
  ];
}
