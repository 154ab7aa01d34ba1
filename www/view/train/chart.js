// The curve of a run and of those that are kept, and the line of the checkpoint slider.
import uPlot from "uplot";
import { find } from "../../lib/find.js";
import { inTurn } from "../../lib/in-turn.js";
import { boundsOf, accuracyScale, lossScale, table } from "../../lib/plot.js";
import { paintGrid, paintMarks } from "../../lib/plot-paint.js";
import { spoken } from "../../lib/plot-words.js";
import { set } from "../../lib/write.js";

/** @typedef {import("../../run.js").Run} Run */

/** Milliseconds between two drawings of the curve: eight a second are a film. */
const PAUSE = 125;

export class Chart {
  /** @type {uPlot | null} */
  #plot = null;
  /** @type {import("../../lib/plot-paint.js").Scene} */
  #scene = { run: null, kept: [], author: null, bounds: boundsOf([], 1) };
  #look = lookOf(document.body);
  #share = "";
  /** What the curve was last drawn from: most news of a run are not of its curve. */
  #content = "";
  #drawn = 0;
  #timer = 0;

  /** @param {HTMLElement} container the figure around chart and slider */
  constructor(container) {
    this.container = container;
    this.box = find(".chart", HTMLElement, container);
    new ResizeObserver(() => this.#build()).observe(this.box);
  }

  /**
   * @param {Run | null} run @param {Run[]} kept @param {number | null | undefined} author @param {number} epochs
   * @returns {number} epochs along the x axis
   */
  update(run, kept, author, epochs) {
    const others = kept.filter((other) => other !== run);
    const runs = run ? [...others, run] : others;
    const isSame = others.length === this.#scene.kept.length && others.every((other, i) => other === this.#scene.kept[i]);
    this.#scene = { run, kept: others, author, bounds: boundsOf(runs, epochs) };
    this.container.classList.toggle("empty", runs.length === 0);
    const content = [run?.id, run?.points.at(-1)?.at, run?.test?.at, author, epochs].join();
    if (!isSame) this.#build();
    else if (content !== this.#content) this.#drawSoon();
    this.#content = content;
    return this.#scene.bounds.epochs;
  }

  /** Puts the slider's line at this epoch, or nowhere. @param {number | undefined} at */
  point(at) {
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
    this.#timer ||= setTimeout(this.#draw, wait);
  }

  #draw = inTurn(() => {
    this.#timer = 0;
    this.#drawn = performance.now();
    this.#plot?.setData(this.#data(), true);
    set(this.box, "ariaLabel", spoken(this.#scene));
  });

  /** @returns {uPlot.AlignedData} */
  #data() {
    const { run, kept, bounds } = this.#scene;
    const own = [table(run?.points ?? [], bounds), table(run?.tests ?? [], bounds)];
    const tables = [...kept.map(({ tests }) => table(tests, bounds)), ...own];
    return uPlot.join(/** @type {uPlot.AlignedData[]} */ (tables));
  }

  #build() {
    const { clientWidth: width, clientHeight: height } = this.box;
    if (width === 0) return;
    const style = getComputedStyle(this.container);
    const side = (/** @type {string} */ name) => parseFloat(style.getPropertyValue(name));
    this.#plot?.destroy();
    this.#look = lookOf(this.box);
    const kept = this.#scene.kept.map((_, i) => line(() => this.#look.ink, 2, [[7, 5], [2, 4], [12, 4, 2, 4]][i % 3]));
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

/** Accuracy and loss of the same images. @param {() => string} stroke @param {number} width @param {number[]} [dash] @returns {uPlot.Series[]} */
const line = (stroke, width, dash) =>
  ["accuracy", "loss"].map((scale) => ({ scale, stroke, width, dash, points: { show: false } }));

/** Colours and font, as the style has them now. @param {Element} element @returns {import("../../lib/plot-paint.js").Look} */
function lookOf(element) {
  const style = getComputedStyle(element);
  const token = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  return {
    ink: token("--ink"),
    ink2: token("--ink-2"),
    accent: token("--accent"),
    paper: token("--paper"),
    rule: token("--rule"),
    text: style.fontFamily,
  };
}
