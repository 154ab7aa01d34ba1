// `make bench`: measures the built page in both browsers, and writes target/bench/results.json.

import { mkdir, writeFile } from "node:fs/promises";
import { BROWSERS } from "../tests/page/browsers.mjs";
import { Visit } from "../tests/page/visit.mjs";
import { measureMind } from "./mind.mjs";
import { measurePage } from "./page.mjs";
import { measureWasm } from "./wasm.mjs";

const results = [];
for (const [browser, start] of Object.entries(BROWSERS)) {
  const visit = new Visit();
  try {
    await visit.begin(start);
    results.push(...(await measureWasm(visit, browser)), ...(await measurePage(visit, browser)), ...(await measureMind(visit, browser)));
  } finally {
    await visit.end();
  }
}

for (const { job, browser, median, min, max, unit } of results) {
  const [middle, least, most] = [median, min, max].map((value) => Number(value.toPrecision(3)));
  console.log(`${browser}: ${job}: ${middle} ${unit}${min < max ? ` (${least} to ${most})` : ""}`);
}
const folder = new URL("../target/bench/", import.meta.url);
await mkdir(folder, { recursive: true });
await writeFile(new URL("results.json", folder), `${JSON.stringify(results, null, 2)}\n`);
