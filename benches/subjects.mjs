// Who is measured. A subject is a module of benches/web/subjects/ and what it is opened with.

import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";

/**
 * @typedef {object} Subject
 * @property {string} subject
 * @property {string} build which of its builds or back ends; "best" is chosen for every job, by a trial
 * @property {number} threads
 * @property {"worker" | "frame"} place where it runs
 * @property {string} module in benches/web/subjects/
 * @property {object} options what the module is opened with
 * @property {(job: import("./jobs.mjs").Job) => boolean} does whether it is measured at a job
 */

const DIST = new URL("../dist/", import.meta.url);

/** The page's own builds, as tools/builds.sh names them. */
function builds() {
  const named = (pattern) => {
    const glue = readdirSync(DIST).find((file) => pattern.test(file));
    if (!glue) throw new Error("dist/ holds no built page");
    return `/dist/${glue.replace(".js", "")}`;
  };
  const name = named(/^neuroglyph-[0-9a-f]+\.js$/);
  const reading = named(/^reading-neuroglyph-\d+\.js$/);
  return {
    reading: { glue: `${reading}.js`, wasm: `${reading}_bg.wasm` },
    simd128: { glue: `${name}.js`, wasm: `${name}_bg.wasm` },
    relaxed: { glue: `${name}.js`, wasm: `${name}-relaxed_bg.wasm` },
    threads: { glue: `${name}-threads/neuroglyph.js`, wasm: `${name}-threads/neuroglyph_bg.wasm` },
  };
}

/** The builds of benches/kernels, as its build.sh names them. */
const KERNELS = ["simd128", "relaxed-simd"];

/** @param {string} subject @param {string} build @param {Subject["does"]} does @returns {Subject} */
const kernels = (subject, build, does) =>
  ({ subject, build, threads: 1, place: "worker", module: "kernels.js", options: { who: subject, wasm: `/target/bench/kernels-${build}.wasm` }, does });

/** Ours first, then the peers, then what bounds all. @returns {Subject[]} */
export function subjects() {
  const { reading, simd128, relaxed, threads } = builds();
  const all = Math.min(availableParallelism(), 4);
  const multiplies = ({ kind }) => kind === "multiply";
  const asks = ({ kind }) => kind === "query";
  const learns = ({ kind }) => kind !== "multiply";
  const ours = (build, threads, options, does = learns) =>
    ({ subject: "neuroglyph", build, threads, place: "worker", module: "neuroglyph.js", options, does });
  const tfjs = (threads) =>
    ({ subject: "tfjs", build: "best", threads, place: "frame", module: "tfjs.js", options: {}, does: (job) => learns(job) && !job.isOurs });
  return [
    ...[ours("simd128", 1, simd128), ours("relaxed-simd", 1, relaxed), ours("relaxed-simd", all, threads), ours("reading", 1, reading, asks), tfjs(1)],
    ...["neuroglyph", "matrixmultiply"].flatMap((subject) => KERNELS.map((build) => kernels(subject, build, multiplies))),
    ...KERNELS.map((build) => kernels("registers", build, ({ flops }) => flops !== undefined)),
  ];
}
