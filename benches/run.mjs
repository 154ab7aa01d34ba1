// `make bench`: measures the built page, and the network in it against its peers, in both browsers; writes
// target/bench/results.json and results.md.

import { mkdir, writeFile } from "node:fs/promises";
import { BROWSERS } from "../tests/page/browsers.mjs";
import { Visit } from "../tests/page/visit.mjs";
import { compare } from "./compare.mjs";
import { measureDreams } from "./dreams.mjs";
import { measureMind } from "./mind.mjs";
import { measurePage } from "./page.mjs";
import { circumstances, pageTable, table } from "./report.mjs";
import { result } from "./result.mjs";
import { startServer } from "./server.mjs";
import { measureSprints } from "./sprint.mjs";
import { measureStartUp } from "./start-up.mjs";
import { measureTeaching } from "./teaching.mjs";

/** Parts to measure, or the first words of a job's name; all unless some are named. */
const PARTS = process.argv.slice(2);
const wants = (part) => PARTS.length === 0 || PARTS.includes(part);
const wantsJob = ({ job }) => wants("compare") || PARTS.some((part) => job.startsWith(part));

const measured = [];
const page = [];
const versions = [];
const server = await startServer();
for (const [browser, start] of Object.entries(BROWSERS)) {
  const visit = new Visit();
  try {
    await visit.begin(start);
    const capabilities = await visit.driver.getCapabilities();
    versions.push(`${browser} ${capabilities.getBrowserVersion()}`);
    measured.push(...(await compare(visit.driver, server.origin, browser, wantsJob)));
    if (wants("page")) page.push(...(await measurePage(visit, browser)));
    if (wants("sprint")) page.push(...(await measureSprints(visit, browser)));
    if (wants("dreams")) page.push(...(await measureDreams(visit, browser)));
    if (wants("teaching")) page.push(...(await measureTeaching(visit, browser)));
    if (wants("mind")) page.push(...(await measureMind(visit, browser)));
  } finally {
    await visit.end();
  }
  if (wants("start-up")) page.push(...(await measureStartUp(start, browser, server)));
}
server.stop();

const results = [...measured.map((one) => result(one.job, one.browser, one.values, one.unit, one)), ...page];
const report = [circumstances(versions), table(measured), pageTable(page)].join("\n\n");
console.log(report);
const folder = new URL("../target/bench/", import.meta.url);
await mkdir(folder, { recursive: true });
await writeFile(new URL("results.json", folder), `${JSON.stringify(results, null, 2)}\n`);
await writeFile(new URL("results.md", folder), `${report}\n`);
