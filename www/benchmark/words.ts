// How fast a device is, in words and figures.
import { whole } from "../ui/format";
import type { Figure } from "./worker/protocol";
import type { Measured } from "./measure";

/** @param flops floating-point operations a second */
export const gigaflops = (flops: number) => `${(flops / 1e9).toFixed(1)} GFLOP/s`;

/** To three digits: the rest trembles. */
export function speedOf({ value, unit }: Figure) {
  const figure = Number(value.toPrecision(3));
  return unit === "ms" ? `${figure} ms` : `${whole(figure)}/s`;
}

/**
 * Of what its cores can do at most.
 * @param peak of one core
 */
export const shareOf = ({ flops, cores }: Figure, peak: number) => `${Math.round((100 * flops) / (peak * cores))} %`;

export function speedWords({ state, peak, figures, fault }: Omit<Measured, "begun" | "isThreaded">) {
  const [first] = figures;
  if (state === "failed") return `It was not measured: ${fault.replace(/\.$/, "")}.`;
  if (state === "stopped") return "Stopped. What was measured so far stays.";
  if (state === "measuring") return "It is being measured.";
  if (state === "done" && first)
    return `On one core it trains keras-mlp with ${whole(Math.round(first.value))} images a second, ${shareOf(first, peak)} of what the core can multiply and add.`;
  return "It trains and reads synthetic digits here, on one core and on all. That takes about 20 seconds and fetches nothing; best while nothing trains.";
}
