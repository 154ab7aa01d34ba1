// The neurons of one layer, a page at a time: a picture of each, and a bar for its signal.
import { find } from "../../ui/find";
import { paletteOf, type Palette } from "../../ui/palette";
import { farthest, paintSigned } from "../../ui/signed";
import { called, type Stage } from "./stages";
import { small } from "../../ui/format";
import { set, write } from "../../ui/write";

export interface Shown {
  stage: Stage;
  /** First neuron of the page. */
  first: number;
  /** The one after its last. */
  end: number;
  chosen: number;
  /** One a neuron of the page. */
  pictures: { values: ArrayLike<number>; width: number }[];
  /** Of the whole layer, none without ink. */
  signals: Float32Array | null;
}
type Tile = {
  item: HTMLLIElement;
  button: HTMLButtonElement;
  canvas: HTMLCanvasElement;
  bar: HTMLElement;
  name: HTMLElement;
};

const MOST = 32;
const NARROW = 16;
const WIDE = matchMedia("(min-width: 640px)");

/** Neurons on a page. */
export const pageSize = () => (WIDE.matches ? MOST : NARROW);

export class Neurons {
  #shown: Shown | null = null;
  readonly container: HTMLElement;
  palette: Palette;
  readonly words: HTMLElement;
  readonly list: HTMLElement;
  readonly span: HTMLElement;
  readonly pager: HTMLButtonElement[];
  readonly tiles: Tile[];

  constructor(
    container: HTMLElement,
    { chosen, turned }: { chosen: (neuron: number) => void; turned: (pages: number) => void },
  ) {
    this.container = container;
    this.palette = paletteOf(container);
    this.words = find(".looks", HTMLElement, container);
    this.list = find("ol", HTMLElement, container);
    this.span = find(".pager span", HTMLElement, container);
    this.pager = Array.from(container.querySelectorAll<HTMLButtonElement>(".pager button"));
    this.pager.forEach((button, i) =>
      button.addEventListener("click", () => button.ariaDisabled !== "true" && turned(i === 0 ? -1 : 1)),
    );
    WIDE.addEventListener("change", () => turned(0));
    this.tiles = Array.from({ length: MOST }, (_, i) => tile(() => this.#shown && chosen(this.#shown.first + i)));
    this.list.replaceChildren(...this.tiles.map(({ item }) => item));
  }

  update(shown: Shown) {
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
    write(this.span, `${called(stage, first)} to ${called(stage, end - 1)} of ${stage.units}`);
    set(this.pager[0], "ariaDisabled", String(first === 0));
    set(this.pager[1], "ariaDisabled", String(end === stage.units));
  }

  recolour() {
    this.palette = paletteOf(this.container);
    this.#shown?.pictures.forEach((picture, i) => this.#paint(this.tiles[i].canvas, picture));
  }

  #paint(canvas: HTMLCanvasElement, { values, width }: Shown["pictures"][0]) {
    const { sheet, for: above, against: below } = this.palette;
    paintSigned(canvas, values, width, width > 1 ? farthest(values) : 1, { paper: sheet, above, below });
  }
}

function tile(pressed: () => void): Tile {
  const [item, button] = [document.createElement("li"), document.createElement("button")];
  const [canvas, bar, name] = [
    document.createElement("canvas"),
    document.createElement("i"),
    document.createElement("span"),
  ];
  // Until the network is here, it has no number.
  Object.assign(button, { type: "button", onclick: pressed, ariaLabel: "A neuron, not here yet" });
  button.append(canvas, bar, name);
  item.append(button);
  return { item, button, canvas, bar, name };
}

function wordsOf({ kind, isFirst, isLast }: Stage) {
  const bar = "The bar below is how loudly it answers your drawing.";
  if (kind === "conv")
    return `One picture a filter: where on your drawing it answers. It looks at every place with the same few weights. ${bar}`;
  if (isFirst) return `One picture a neuron: ink on blue excites it, ink on orange quiets it. ${bar}`;
  const what = isLast ? "These ten give the answer. They" : "These";
  return `${what} hear the layer before them, not your ink: blue is a signal, orange one below nothing. ${bar}`;
}
