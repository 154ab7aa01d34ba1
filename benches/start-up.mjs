// A first visit: how long until a drawing can be read, and how many bytes come over the network for it.

import { result } from "./result.mjs";

const VISITS = 5;

/** Runs in the page: milliseconds from the beginning of its load until it can read; what follows may still be on its way. */
export const readyTime = (done) => {
  const look = () =>
    document.documentElement.dataset.state === "blank" ? done(performance.now()) : requestAnimationFrame(look);
  look();
};

/** A slow line, as Chromium makes it: 1.6 Mbit/s, and 150 ms until an answer begins. */
const SLOW = { offline: false, latency: 150, download_throughput: 200_000, upload_throughput: 90_000 };

/**
 * @param {() => Promise<import("selenium-webdriver").WebDriver>} start
 * @param {Awaited<ReturnType<typeof import("./server.mjs").startServer>>} server
 * @param {(driver: any) => Promise<void>} [prepare]
 */
async function firstVisits(start, server, prepare) {
  const times = [];
  const kilobytes = [];
  for (let visit = 0; visit < VISITS; visit += 1) {
    // A new profile: nothing has been kept, fetched or compiled.
    const driver = await start();
    try {
      await prepare?.(driver);
      server.takeSent();
      await driver.get(`${server.origin}/dist/`);
      times.push(await driver.executeAsyncScript(readyTime));
      kilobytes.push(server.takeSent() / 1000);
    } finally {
      await driver.quit();
    }
  }
  return { times, kilobytes };
}

/**
 * @param {() => Promise<import("selenium-webdriver").WebDriver>} start @param {string} browser
 * @param {Awaited<ReturnType<typeof import("./server.mjs").startServer>>} server
 */
export async function measureStartUp(start, browser, server) {
  const { times, kilobytes } = await firstVisits(start, server);
  const results = [
    result("ready to read, first visit", browser, times, "ms"),
    result("sent for a first visit until it is ready to read, packed", browser, kilobytes, "KB"),
  ];
  if (browser !== "Chromium") return results;
  const slow = await firstVisits(start, server, (driver) => driver.setNetworkConditions(SLOW));
  return [...results, result("ready to read, first visit at 1.6 Mbit/s and 150 ms", browser, slow.times, "ms")];
}
