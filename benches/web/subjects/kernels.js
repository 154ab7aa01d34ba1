// The products of a train step alone, compiled to WebAssembly: ours, those of matrixmultiply, and the multiply-adds that
// a core does from its registers, which bound both.

/** Steps of the register peak in a portion: a millisecond or so. */
const STEPS = 300_000;

/** @typedef {"neuroglyph" | "matrixmultiply" | "registers"} Who */

/** @param {{ wasm: string, who: Who, build: string }} options */
export async function open({ wasm, who, build }) {
  const { instance } = await WebAssembly.instantiateStreaming(fetch(wasm));
  const { multiply, peak } = /** @type {any} */ (instance.exports);
  /** In the job's unit: so many floating-point operations are one. */
  const work = ({ product, flops }) =>
    who === "registers" ? () => peak(STEPS) / flops : () => multiply(product, who === "matrixmultiply", 1) / flops;
  return { prepare: (job) => ({ build, work: work(job) }) };
}
