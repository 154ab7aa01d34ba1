// One neuron: its signal, its share in the error, and its strongest links either way, in the words of S. Russell’s Lernmi.
import { find } from "../../ui/find";
import { small } from "../../ui/format";
import { paletteOf, type Palette } from "../../ui/palette";
import { farthest, paintSigned } from "../../ui/signed";
import { set, write } from "../../ui/write";
import type { Link, Neuron } from "crate";

/** What is at the other end of a link: the stage, −1 for the image, and the neuron. */
type End = { text: string; at: number; index: number };
export interface Chosen {
  title: string;
  words: string;
  /** None without ink, and for a filter. */
  neuron: Neuron | null;
  /** Of its sum, by each pixel. */
  gradient: Float32Array | null;
}

/** Links each way. */
export const LINKS = 5;
const SIDE = 28;

export class Links {
  #gradient: Float32Array | null | undefined;
  readonly container: HTMLElement;
  palette: Palette;
  readonly title: HTMLElement;
  readonly words: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly figures: HTMLElement[];
  readonly incoming: Row[];
  readonly outgoing: Row[];

  constructor(container: HTMLElement, { followed }: { followed: (end: End) => void }) {
    this.container = container;
    this.palette = paletteOf(container);
    this.title = find("h4", HTMLElement, container);
    this.words = find(".words", HTMLElement, container);
    this.canvas = find("canvas", HTMLCanvasElement, container);
    this.figures = ["signal", "sensitivity", "output-sensitivity"].map((name) =>
      find(`[data-testid=${name}]`, HTMLElement, container),
    );
    this.incoming = rows(find("[data-testid=incoming] tbody", HTMLElement, container), followed);
    this.outgoing = rows(find("[data-testid=outgoing] tbody", HTMLElement, container), followed);
  }

  /**
   * @param from whom a link comes
   * @param to whom it goes
   */
  update({ title, words, neuron, gradient }: Chosen, from: (index: number) => End, to: (index: number) => End) {
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

/** @param body of a table */
function rows(body: HTMLElement, followed: (end: End) => void) {
  const all = Array.from({ length: LINKS }, () => new Row(followed));
  body.replaceChildren(...all.map(({ container }) => container));
  return all;
}

const NOWHERE: End = { text: "–", at: -1, index: -1 };

class Row {
  #end: End | null = null;
  readonly container: HTMLTableRowElement;
  readonly text: HTMLSpanElement;
  readonly button: HTMLButtonElement;
  readonly figures: HTMLTableCellElement[];

  constructor(followed: (end: End) => void) {
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

  update(link: Link | undefined, endOf: (index: number) => End) {
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
