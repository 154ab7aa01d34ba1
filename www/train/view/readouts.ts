// The figures of a run: where it is, how good, how fast, how long still.
import { find } from "../../ui/find";
import { whole } from "../../ui/format";
import { write } from "../../ui/write";
import type { Run } from "../../store/run";

export class Readouts {
  readonly container: HTMLElement;
  readonly epoch: HTMLElement;
  readonly epochs: HTMLElement;
  readonly accuracy: HTMLElement;
  readonly speed: HTMLElement;
  readonly cores: HTMLElement;
  readonly left: HTMLElement;
  readonly testLoss: HTMLElement;
  readonly trainLoss: HTMLElement;

  constructor(container: HTMLElement) {
    this.container = container;
    const at = (name: string) => find(`[data-testid=${name}]`, HTMLElement, container);
    this.epoch = at("epoch");
    this.epochs = find("#epochs-in-all", HTMLElement, container);
    this.accuracy = at("test-accuracy");
    this.speed = at("samples-per-second");
    this.cores = find("#cores", HTMLElement, container);
    this.left = at("time-left");
    this.testLoss = at("test-loss");
    this.trainLoss = at("train-loss");
  }

  /** @param cores that share the work */
  update(run: Run | null, cores: number) {
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

const lossOf = (loss: number | null | undefined) =>
  loss == null ? "–" : loss < 1000 ? loss.toFixed(4) : loss.toExponential(1);

/** To three digits: the rest trembles. */
const round = (value: number) => Number(value.toPrecision(3));

function clock(seconds: number) {
  if (!Number.isFinite(seconds)) return "–";
  const all = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(all / 3600), Math.floor(all / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(all % 60)}` : `${minutes}:${two(all % 60)}`;
}
