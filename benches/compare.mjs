// Every subject at every job, by turns: what troubles the machine for a while troubles all of them.

import { jobsOf } from "./jobs.mjs";
import { subjects } from "./subjects.mjs";

const ROUNDS = 5;
/** What augmentation costs is less than what one round differs from the next by, so more of them tell it. */
const ROUNDS_BESIDE_PLAIN = 15;

/** Milliseconds of one round: more than a garbage collection and less than patience. */
const ROUND_MS = 400;

/** A job may take a while to warm up. */
const PATIENCE_MS = 120_000;

/**
 * @typedef {import("./jobs.mjs").Job & import("./subjects.mjs").Subject & { browser: string, number: number, values: number[] }} Measured
 * values: one a round; the rounds of a job are the same for all subjects, and for what augments it
 */

/**
 * @param {import("selenium-webdriver").WebDriver} driver @param {string} origin of the bench's server @param {string} browser
 * @param {(job: import("./jobs.mjs").Job) => boolean} wants which jobs are measured
 * @returns {Promise<Measured[]>}
 */
export async function compare(driver, origin, browser, wants) {
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
  for (const { place, module, build, threads, options } of all)
    await ask("open", place, module, { ...options, build, threads });
  const measured = [];
  const jobs = jobsOf(await ask("recipes", all[0].options));
  /** Each with those that augment it. */
  const together = jobs
    .filter(({ plain }) => !plain)
    .map((one) => [one, ...jobs.filter(({ plain }) => plain === one.job)]);
  for (const turns of together.filter((turns) => turns.some(wants))) {
    console.log(`${browser}: ${turns.map(({ job }) => job).join("; ")}`);
    const row = [];
    for (const [number, subject] of all.entries())
      for (const job of turns)
        if (subject.does(job))
          row.push({ ...job, ...subject, number, build: await ask("prepare", number, job), browser, values: [] });
    const rounds = turns.length > 1 ? ROUNDS_BESIDE_PLAIN : ROUNDS;
    for (let round = 0; round < rounds; round += 1)
      // Forth and back, so that none is always after the same other.
      for (const { number, values, job, unit } of round % 2 ? row.toReversed() : row)
        values.push(await ask("round", number, { job, unit }, ROUND_MS));
    measured.push(...row);
  }
  return measured;
}
