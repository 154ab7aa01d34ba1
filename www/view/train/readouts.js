// The figures of a run: where it is, how good, how fast, how long still.
import { find } from "../../lib/find.js";
import { whole } from "../../lib/format.js";
import { write } from "../../lib/write.js";

export class Readouts {
  /** @param {HTMLElement} container */
  constructor(container) {
    this.container = container;
    const at = (/** @type {string} */ name) => find(`[data-testid=${name}]`, HTMLElement, container);
    this.epoch = at("epoch");
    this.epochs = find("#epochs-in-all", HTMLElement, container);
    this.accuracy = at("test-accuracy");
    this.speed = at("samples-per-second");
    this.cores = find("#cores", HTMLElement, container);
    this.left = at("time-left");
    this.testLoss = at("test-loss");
    this.trainLoss = at("train-loss");
  }

  /** @param {import("../../run.js").Run | null} run @param {number} cores that share the work */
  update(run, cores) {
    const { progress, test } = run ?? {};
    write(this.epoch, progress ? String(progress.epoch) : "–");
    write(this.epochs, run && progress ? `of ${run.recipe.epochs}` : "");
    write(this.accuracy, test ? `${(test.accuracy * 100).toFixed(1)} %` : "–");
    write(this.speed, run?.samples_per_second ? whole(round(run.samples_per_second)) : "–");
    write(this.cores, run?.samples_per_second && cores > 1 ? `, ${cores} cores` : "");
    write(this.left, run?.isBusy ? clock(run.seconds_left) : run?.phase === "finished" ? "0:00" : "–");
    write(this.testLoss, lossOf(test?.loss));
    write(this.trainLoss, lossOf(progress?.loss));
  }
}

/** @param {number | null | undefined} loss */
const lossOf = (loss) => (loss == null ? "–" : loss < 1000 ? loss.toFixed(4) : loss.toExponential(1));

/** To three digits: the rest trembles. @param {number} value */
const round = (value) => Number(value.toPrecision(3));

/** @param {number} seconds */
function clock(seconds) {
  if (!Number.isFinite(seconds)) return "–";
  const all = Math.round(seconds);
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(all / 3600), Math.floor(all / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(all % 60)}` : `${minutes}:${two(all % 60)}`;
}
