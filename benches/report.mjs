// The results as Markdown: who did what how fast, ours as a multiple of the peer's, on which machine.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { spread } from "./result.mjs";

/** Whose multiple we are told as; of products, with the same instructions. */
const PEERS = { multiply: "matrixmultiply", train: "tfjs", query: "tfjs" };

/** Three digits tell more than there is to know. @param {number} value */
const short = (value) => Number(value.toPrecision(3)).toLocaleString("en", { maximumFractionDigits: 6 });

/** @param {number[]} values */
function said(values) {
  const { median, min, max } = spread(values);
  return `${short(median)} (${short(min)} to ${short(max)})`;
}

/** Of a figure that grows as it gets better; of a time the other way round. Round by round: what troubled one troubled both. */
const ratios = (ours, peers, unit) =>
  ours.map((value, round) => (unit === "ms" ? peers[round] / value : value / peers[round]));

/** @param {import("./compare.mjs").Measured[]} measured */
export function table(measured) {
  const head = [
    "job",
    "browser",
    "subject",
    "build",
    "threads",
    "median (least to most)",
    "unit",
    "times the peer",
    "times one thread",
    "times the plain job",
    "of the register peak",
  ];
  const rows = measured.map((one) => {
    const { job, plain, kind, browser, subject, build, threads, values, unit } = one;
    /** As a multiple of another subject's, or of another job's, if it took part. */
    const times = (who, matches, what = job) => {
      const other = measured.find(
        (other) => other.subject === who && other.job === what && other.browser === browser && matches(other),
      );
      return !other || other === one ? "" : said(ratios(values, other.values, unit));
    };
    const ours = subject === "neuroglyph";
    const same = (other) => other.build === build;
    const peer = ours ? times(PEERS[kind], (other) => kind !== "multiply" || same(other)) : "";
    const alone = threads > 1 ? times(subject, (other) => same(other) && other.threads === 1) : "";
    const unchanged = plain ? times(subject, (other) => same(other) && other.threads === threads, plain) : "";
    return [
      job,
      browser,
      subject,
      build,
      threads,
      said(values),
      unit,
      peer,
      alone,
      unchanged,
      times("registers", same),
    ];
  });
  return markdown(head, rows);
}

/** @param {ReturnType<typeof import("./result.mjs").result>[]} results of the page */
export function pageTable(results) {
  const rows = results.map(({ job, browser, median, min, max, unit }) => [
    job,
    browser,
    said([median, min, max]),
    unit,
  ]);
  return markdown(["page", "browser", "median (least to most)", "unit"], rows);
}

/** @param {unknown[]} head @param {unknown[][]} rows */
const markdown = (head, rows) =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

/** What it was measured on and with. @param {string[]} browsers with their versions */
export function circumstances(browsers) {
  const [{ model }, ...others] = cpus();
  const { devDependencies: peers } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));
  const commit = execFileSync("git", ["describe", "--always", "--dirty"], { encoding: "utf8" }).trim();
  return `${others.length + 1} cores of ${model}; ${browsers.join("; ")}; TensorFlow.js ${peers["@tensorflow/tfjs"]}; commit ${commit}.`;
}
