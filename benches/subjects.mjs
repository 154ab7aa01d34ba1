// Who is measured. A subject is a module of benches/web/subjects/ and what it is opened with.

import { availableParallelism } from "node:os";
import { builtVariant } from "../tools/build/dist.mjs";

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

/** The page's own builds of the crate, by what they are called here. */
function builds() {
  const names = { reading: "reading", simd128: "plain", relaxed: "relaxed", threads: "threads" };
  const served = (name) => Object.entries(builtVariant(name)).map(([part, path]) => [part, `/dist/${path}`]);
  return Object.fromEntries(Object.entries(names).map(([build, name]) => [build, Object.fromEntries(served(name))]));
}

/** The builds of benches/kernels, as its build.sh names them. */
const KERNELS = ["simd128", "relaxed-simd"];

/** @param {string} subject @param {string} build @param {Subject["does"]} does @returns {Subject} */
const kernels = (subject, build, does) => ({
  subject,
  build,
  threads: 1,
  place: "worker",
  module: "kernels.js",
  options: { who: subject, wasm: `/target/bench/kernels-${build}.wasm` },
  does,
});

/** Ours first, then the peers, then what bounds all. @returns {Subject[]} */
export function subjects() {
  const { reading, simd128, relaxed, threads } = builds();
  const all = Math.min(availableParallelism(), 4);
  const multiplies = ({ kind }) => kind === "multiply";
  const asks = ({ kind }) => kind === "query";
  const learns = ({ kind }) => kind !== "multiply";
  const ours = (build, threads, options, does = learns) => ({
    subject: "neuroglyph",
    build,
    threads,
    place: "worker",
    module: "neuroglyph.js",
    options,
    does,
  });
  const tfjs = (threads) => ({
    subject: "tfjs",
    build: "best",
    threads,
    place: "frame",
    module: "tfjs.js",
    options: {},
    does: (job) => learns(job) && !job.isOurs,
  });
  return [
    ...[
      ours("simd128", 1, simd128),
      ours("relaxed-simd", 1, relaxed),
      ours("relaxed-simd", all, threads),
      ours("reading", 1, reading, asks),
      tfjs(1),
    ],
    ...["neuroglyph", "matrixmultiply"].flatMap((subject) =>
      KERNELS.map((build) => kernels(subject, build, multiplies)),
    ),
    ...KERNELS.map((build) => kernels("registers", build, ({ flops }) => flops !== undefined)),
  ];
}
