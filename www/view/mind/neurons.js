// The neurons of one layer, a page at a time: a picture of each, and a bar for its signal.
import { find } from "../../lib/find.js";
import { paletteOf } from "../../lib/palette.js";
import { farthest, paintSigned } from "../../lib/signed.js";
import { called } from "../../lib/stages.js";
import { small } from "../../lib/format.js";
import { set, write } from "../../lib/write.js";

/**
 * @typedef {object} Shown
 * @property {import("../../lib/stages.js").Stage} stage
 * @property {number} first neuron of the page @property {number} end the one after its last
 * @property {number} chosen
 * @property {{ values: ArrayLike<number>, width: number }[]} pictures one a neuron of the page
 * @property {Float32Array | null} signals of the whole layer, none without ink
 */
/** @typedef {{ item: HTMLLIElement, button: HTMLButtonElement, canvas: HTMLCanvasElement, bar: HTMLElement, name: HTMLElement }} Tile */

const MOST = 32;
const NARROW = 16;
const WIDE = matchMedia("(min-width: 640px)");

/** Neurons on a page. */
export const pageSize = () => (WIDE.matches ? MOST : NARROW);

export class Neurons {
  /** @type {Shown | null} */
  #shown = null;

  /** @param {HTMLElement} container @param {{ chosen: (neuron: number) => void, turned: (pages: number) => void }} events */
  constructor(container, { chosen, turned }) {
    this.container = container;
    this.palette = paletteOf(container);
    this.words = find(".looks", HTMLElement, container);
    this.list = find("ol", HTMLElement, container);
    this.span = find(".pager span", HTMLElement, container);
    const [earlier, later] = Array.from(container.querySelectorAll(".pager button"));
    this.pager = [/** @type {HTMLButtonElement} */ (earlier), /** @type {HTMLButtonElement} */ (later)];
    this.pager.forEach((button, i) =>
      button.addEventListener("click", () => button.ariaDisabled !== "true" && turned(i === 0 ? -1 : 1)),
    );
    WIDE.addEventListener("change", () => turned(0));
    this.tiles = Array.from({ length: MOST }, (_, i) => tile(() => this.#shown && chosen(this.#shown.first + i)));
    this.list.replaceChildren(...this.tiles.map(({ item }) => item));
  }

  /** @param {Shown} shown */
  update(shown) {
    const { stage, first, end, chosen, pictures, signals } = shown;
    const before = this.#shown;
    this.#shown = shown;
    const noun = stage.isLast ? "Digit" : stage.kind === "conv" ? "Filter" : "Neuron";
    const most = farthest(signals ?? []);
    this.tiles.forEach(({ item, button, canvas, bar, name }, i) => {
      const index = first + i;
      set(item, "hidden", index >= end);
      if (index >= end) return;
      const signal = signals?.[index] ?? 0;
      button.dataset.testid = `neuron-${called(stage, index)}`;
      write(name, String(called(stage, index)));
      set(button, "ariaPressed", String(index === chosen));
      set(button, "ariaLabel", `${noun} ${called(stage, index)}${signals ? `, signal ${small(signal)}` : ""}`);
      bar.style.transform = `scaleX(${most > 0 ? (Math.abs(signal) / most).toFixed(3) : 0})`;
      if (pictures[i] !== before?.pictures[i]) this.#paint(canvas, pictures[i]);
    });
    write(this.words, wordsOf(stage));
    write(this.span, `${called(stage, first)} to ${called(stage, end - 1)} of ${stage.count}`);
    set(this.pager[0], "ariaDisabled", String(first === 0));
    set(this.pager[1], "ariaDisabled", String(end === stage.count));
  }

  recolour() {
    this.palette = paletteOf(this.container);
    this.#shown?.pictures.forEach((picture, i) => this.#paint(this.tiles[i].canvas, picture));
  }

  /** @param {HTMLCanvasElement} canvas @param {Shown["pictures"][0]} picture */
  #paint(canvas, { values, width }) {
    const { sheet, for: above, against: below } = this.palette;
    paintSigned(canvas, values, width, width > 1 ? farthest(values) : 1, { paper: sheet, above, below });
  }
}

/** @param {() => void} pressed @returns {Tile} */
function tile(pressed) {
  const [item, button] = [document.createElement("li"), document.createElement("button")];
  const [canvas, bar, name] = [document.createElement("canvas"), document.createElement("i"), document.createElement("span")];
  // Until the network is here, it has no number.
  Object.assign(button, { type: "button", onclick: pressed, ariaLabel: "A neuron, not here yet" });
  button.append(canvas, bar, name);
  item.append(button);
  return { item, button, canvas, bar, name };
}

/** @param {import("../../lib/stages.js").Stage} stage */
function wordsOf({ kind, isFirst, isLast }) {
  const bar = "The bar below is how loudly it answers your drawing.";
  if (kind === "conv") return `One picture a filter: where on your drawing it answers. It looks at every place with the same few weights. ${bar}`;
  if (isFirst) return `One picture a neuron: ink on blue excites it, ink on orange quiets it. ${bar}`;
  const what = isLast ? "These ten give the answer. They" : "These";
  return `${what} hear the layer before them, not your ink: blue is a signal, orange one below nothing. ${bar}`;
}
