// One neuron: its signal, its share in the error, and its strongest links either way, in the words of S. Russell’s Lernmi.
import { find } from "../../lib/find.js";
import { small } from "../../lib/format.js";
import { paletteOf } from "../../lib/palette.js";
import { farthest, paintSigned } from "../../lib/signed.js";
import { set, write } from "../../lib/write.js";

/** @typedef {import("../../../target/glue/neuroglyph.js").Link} Link */
/** @typedef {import("../../../target/glue/neuroglyph.js").Neuron} Neuron */
/** @typedef {{ text: string, at: number, index: number }} End what is at the other end of a link: the stage, −1 for the image, and the neuron */
/**
 * @typedef {object} Chosen
 * @property {string} title
 * @property {string} words
 * @property {Neuron | null} neuron none without ink, and for a filter
 * @property {Float32Array | null} gradient of its sum, by each pixel
 */

/** Links each way. */
export const LINKS = 5;
const SIDE = 28;

export class Links {
  /** @type {Float32Array | null | undefined} */
  #gradient;

  /** @param {HTMLElement} container @param {{ followed: (end: End) => void }} events */
  constructor(container, { followed }) {
    this.container = container;
    this.palette = paletteOf(container);
    this.title = find("h4", HTMLElement, container);
    this.words = find(".words", HTMLElement, container);
    this.canvas = find("canvas", HTMLCanvasElement, container);
    this.figures = ["signal", "sensitivity", "output-sensitivity"].map((name) => find(`[data-testid=${name}]`, HTMLElement, container));
    this.incoming = rows(find("[data-testid=incoming] tbody", HTMLElement, container), followed);
    this.outgoing = rows(find("[data-testid=outgoing] tbody", HTMLElement, container), followed);
  }

  /** @param {Chosen} chosen @param {(index: number) => End} from whom a link comes @param {(index: number) => End} to whom it goes */
  update({ title, words, neuron, gradient }, from, to) {
    write(this.title, title);
    write(this.words, words);
    const figures = neuron ? [neuron.signal, neuron.sensitivity, neuron.output_sensitivity].map(small) : [];
    this.figures.forEach((figure, i) => write(figure, figures[i] ?? "–"));
    this.incoming.forEach((row, i) => row.update(neuron?.incoming[i], from));
    this.outgoing.forEach((row, i) => row.update(neuron?.outgoing[i], to));
    if (gradient === this.#gradient) return;
    this.#gradient = gradient;
    this.#paint();
  }

  recolour() {
    this.palette = paletteOf(this.container);
    this.#paint();
  }

  #paint() {
    const { sheet, for: above, against: below } = this.palette;
    const values = this.#gradient ?? new Float32Array(SIDE * SIDE);
    paintSigned(this.canvas, values, SIDE, farthest(values), { paper: sheet, above, below });
  }
}

/** @param {HTMLElement} body of a table @param {(end: End) => void} followed */
function rows(body, followed) {
  const all = Array.from({ length: LINKS }, () => new Row(followed));
  body.replaceChildren(...all.map(({ container }) => container));
  return all;
}

/** @type {End} */
const NOWHERE = { text: "–", at: -1, index: -1 };

class Row {
  /** @type {End | null} */
  #end = null;

  /** @param {(end: End) => void} followed */
  constructor(followed) {
    this.container = document.createElement("tr");
    const end = document.createElement("th");
    end.scope = "row";
    this.text = document.createElement("span");
    this.button = document.createElement("button");
    Object.assign(this.button, { type: "button", className: "link", onclick: () => this.#end && followed(this.#end) });
    end.append(this.text, this.button);
    this.figures = Array.from({ length: 4 }, () => document.createElement("td"));
    this.container.append(end, ...this.figures);
    this.update(undefined, () => NOWHERE);
  }

  /** @param {Link | undefined} link @param {(index: number) => End} endOf */
  update(link, endOf) {
    this.#end = link ? endOf(link.neuron) : null;
    const { text, at } = this.#end ?? NOWHERE;
    // A pixel is nowhere to go to.
    write(this.text, at < 0 ? text : "");
    write(this.button, at < 0 ? "" : text);
    set(this.button, "hidden", at < 0);
    const figures = link ? [link.weight, link.signal, link.output_sensitivity, link.moved].map(small) : [];
    this.figures.forEach((figure, i) => write(figure, figures[i] ?? "–"));
  }
}
