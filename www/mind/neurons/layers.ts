// The network's layers, each with what all its neurons put out for the drawing; one is chosen to be looked at.
import { own } from "../../ui/own";
import { paletteOf, type Palette } from "../../ui/palette";
import { farthest, paintSigned } from "../../ui/signed";
import { called, loudest, nameOf, type Stage } from "./stages";
import { set, write } from "../../ui/write";

type Item = {
  button: HTMLButtonElement;
  name: HTMLElement;
  words: HTMLElement;
  canvas: HTMLCanvasElement;
  signals?: Float32Array | null;
};

/** Neurons in a row. */
const COLUMNS = 32;

/** Keys that go on to another layer, and how far. */
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

export class Layers {
  readonly #chosen: (stage: number) => void;
  #items: Item[] = [];
  readonly container: HTMLElement;
  palette: Palette;

  /** @param container a radio group */
  constructor(container: HTMLElement, { chosen }: { chosen: (stage: number) => void }) {
    this.container = container;
    this.#chosen = chosen;
    this.palette = paletteOf(container);
    container.addEventListener("keydown", (event) => this.#step(event));
  }

  /** @param signals of each, none without ink */
  update(stages: Stage[], signals: (Float32Array | null)[], current: number) {
    if (stages.length !== this.#items.length) this.#build(stages.length);
    this.#items.forEach((item, i) => {
      const [stage, values] = [stages[i], signals[i]];
      set(item.button, "ariaChecked", String(i === current));
      set(item.button, "tabIndex", i === current ? 0 : -1);
      write(item.name, nameOf(stage, i));
      const noun = stage.isLast ? "digits" : stage.kind === "conv" ? "filters" : "neurons";
      write(item.words, `${stage.units} ${noun}${values ? `, loudest ${called(stage, loudest(values))}` : ""}`);
      if (values === item.signals) return;
      item.signals = values;
      this.#paint(item.canvas, values ?? new Float32Array(stage.units));
    });
  }

  recolour() {
    this.palette = paletteOf(this.container);
    for (const { canvas, signals } of this.#items) if (signals) this.#paint(canvas, signals);
  }

  #paint(canvas: HTMLCanvasElement, signals: Float32Array) {
    const { sheet, ink, against } = this.palette;
    paintSigned(canvas, signals, Math.min(COLUMNS, signals.length), farthest(signals), {
      paper: sheet,
      above: ink,
      below: against,
    });
  }

  #build(count: number) {
    this.#items = Array.from({ length: count }, (_, i) => {
      const button = document.createElement("button");
      const [name, words, canvas] = [
        document.createElement("b"),
        document.createElement("span"),
        document.createElement("canvas"),
      ];
      Object.assign(button, { type: "button", role: "radio", tabIndex: -1, onclick: () => this.#chosen(i) });
      button.dataset.testid = `layer-${i + 1}`;
      canvas.ariaHidden = "true";
      button.append(name, words, canvas);
      return { button, name, words, canvas };
    });
    this.container.replaceChildren(...this.#items.map(({ button }) => button));
  }

  #step(event: KeyboardEvent) {
    const step = own(STEPS, event.key);
    if (step === undefined) return;
    event.preventDefault();
    const now = this.#items.findIndex(({ button }) => button === document.activeElement);
    const next = (now + step + this.#items.length) % this.#items.length;
    this.#items[next].button.focus();
    this.#chosen(next);
  }
}
