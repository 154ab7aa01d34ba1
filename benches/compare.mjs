// Every subject at every job, by turns: what troubles the machine for a while troubles all of them.

import { jobsOf } from "./jobs.mjs";
import { subjects } from "./subjects.mjs";

const ROUNDS = 5;

/** Milliseconds of one round: more than a garbage collection and less than patience. */
const ROUND_MS = 400;

/** A job may take a while to warm up. */
const PATIENCE_MS = 120_000;

/**
 * @typedef {import("./jobs.mjs").Job & import("./subjects.mjs").Subject & { browser: string, values: number[] }} Measured
 * values: one a round; the rounds of a job are the same for all subjects
 */

/**
 * @param {import("selenium-webdriver").WebDriver} driver @param {string} origin of the bench's server @param {string} browser
 * @returns {Promise<Measured[]>}
 */
export async function compare(driver, origin, browser) {
  const ask = async (verb, ...given) => {
    const { value, error } = await driver.executeAsyncScript(
      `const [verb, given, done] = arguments;
      Promise.resolve(bench[verb](...given)).then((value) => done({ value }), (error) => done({ error: String(error?.stack ?? error) }));`,
      verb,
      given,
    );
    if (error) throw new Error(`${verb}: ${error}`);
    return value;
  };

  await driver.manage().setTimeouts({ script: PATIENCE_MS });
  await driver.get(`${origin}/benches/web/index.html`);
  const all = subjects();
  for (const { place, module, build, threads, options } of all) await ask("open", place, module, { ...options, build, threads });
  const measured = [];
  for (const job of jobsOf(await ask("recipes", all[0].options))) {
    console.log(`${browser}: ${job.job}`);
    const row = [];
    for (const [i, subject] of all.entries())
      row.push({ ...job, ...subject, build: await ask("prepare", i, job), browser, values: [] });
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [i, { values }] of row.entries()) values.push(await ask("round", i, job, ROUND_MS));
    measured.push(...row);
  }
  return measured;
}
