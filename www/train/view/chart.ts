// The curve of a run and of those that are kept, and the line of the checkpoint slider.
import uPlot from "uplot";
import { find } from "../../ui/find";
import { inTurn } from "../../ui/in-turn";
import { boundsOf, accuracyScale, lossScale, table } from "../plot";
import { paintGrid, paintMarks, type Look, type Scene } from "../plot-paint";
import { spoken } from "../plot-words";
import { set } from "../../ui/write";
import type { Run } from "../../store/run";

/** Milliseconds between two drawings of the curve: eight a second are a film. */
const PAUSE = 125;

export class Chart {
  #plot: uPlot | null = null;
  #scene: Scene = { run: null, kept: [], author: null, bounds: boundsOf([], 1) };
  #look = lookOf(document.body);
  #share = "";
  /** What the curve was last drawn from: most news of a run are not of its curve. */
  #content = "";
  #drawn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly container: HTMLElement;
  readonly box: HTMLElement;

  /** @param container the figure around chart and slider */
  constructor(container: HTMLElement) {
    this.container = container;
    this.box = find(".chart", HTMLElement, container);
    new ResizeObserver(() => this.#build()).observe(this.box);
  }

  /** @returns epochs along the x axis */
  update(run: Run | null, kept: Run[], author: number | null | undefined, epochs: number): number {
    const others = kept.filter((other) => other !== run);
    const runs = run ? [...others, run] : others;
    const isSame =
      others.length === this.#scene.kept.length && others.every((other, i) => other === this.#scene.kept[i]);
    this.#scene = { run, kept: others, author, bounds: boundsOf(runs, epochs) };
    this.container.classList.toggle("empty", runs.length === 0);
    const content = [run?.id, run?.points.at(-1)?.at, run?.test?.at, author, epochs].join();
    if (!isSame) this.#build();
    else if (content !== this.#content) this.#drawSoon();
    this.#content = content;
    return this.#scene.bounds.epochs;
  }

  /** Puts the slider's line at this epoch, or nowhere. */
  point(at: number | undefined) {
    const share = String((at ?? 0) / this.#scene.bounds.epochs);
    if (share === this.#share) return;
    this.#share = share;
    this.box.style.setProperty("--at", share);
    this.container.classList.toggle("pointed", at !== undefined);
  }

  /** The theme changed. */
  recolour() {
    this.#look = lookOf(this.box);
    this.#plot?.redraw(false);
  }

  /** Not more often than an eye can follow, and in a frame of its own. */
  #drawSoon() {
    const wait = Math.max(0, this.#drawn + PAUSE - performance.now());
    if (!this.#timer) this.#timer = setTimeout(this.#draw, wait);
  }

  #draw = inTurn(() => {
    this.#timer = undefined;
    this.#drawn = performance.now();
    this.#plot?.setData(this.#data(), true);
    set(this.box, "ariaLabel", spoken(this.#scene));
  });

  #data(): uPlot.AlignedData {
    const { run, kept, bounds } = this.#scene;
    const own = [table(run?.points ?? [], bounds), table(run?.tests ?? [], bounds)];
    const tables = [...kept.map(({ tests }) => table(tests, bounds)), ...own];
    return uPlot.join(tables as uPlot.AlignedData[]);
  }

  #build() {
    const { clientWidth: width, clientHeight: height } = this.box;
    if (width === 0) return;
    const style = getComputedStyle(this.container);
    const side = (name: string) => parseFloat(style.getPropertyValue(name));
    this.#plot?.destroy();
    this.#look = lookOf(this.box);
    const kept = this.#scene.kept.map((_, i) =>
      line(
        () => this.#look.ink,
        2,
        [
          [7, 5],
          [2, 4],
          [12, 4, 2, 4],
        ][i % 3],
      ),
    );
    const lines = [...kept, line(() => this.#look.accent, 1), line(() => this.#look.accent, 2.5)].flat();
    this.#plot = new uPlot(
      {
        width,
        height,
        padding: [12, side("--plot-right"), 40, side("--plot-left")],
        legend: { show: false },
        cursor: { show: false },
        select: { show: false, left: 0, top: 0, width: 0, height: 0 },
        axes: [{ show: false }, { show: false }, { show: false }],
        scales: {
          x: { time: false, range: () => [0, this.#scene.bounds.epochs] },
          accuracy: { range: () => accuracyScale(this.#scene.bounds) },
          loss: { range: () => lossScale(this.#scene.bounds) },
        },
        series: [{}, ...lines],
        hooks: {
          drawClear: [(u) => paintGrid(u, this.#scene, this.#look)],
          draw: [(u) => paintMarks(u, this.#scene, this.#look)],
        },
      },
      this.#data(),
      this.box,
    );
    this.#draw();
  }
}

/** Accuracy and loss of the same images. */
const line = (stroke: () => string, width: number, dash?: number[]): uPlot.Series[] =>
  ["accuracy", "loss"].map((scale) => ({ scale, stroke, width, dash, points: { show: false } }));

/** Colours and font, as the style has them now. */
function lookOf(element: Element): Look {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: token("--ink"),
    ink2: token("--ink-2"),
    accent: token("--accent"),
    paper: token("--paper"),
    rule: token("--rule"),
    text: style.fontFamily,
  };
}
