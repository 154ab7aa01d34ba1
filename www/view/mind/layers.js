// The network's layers, each with what all its neurons put out for the drawing; one is chosen to be looked at.
import { own } from "../../lib/own.js";
import { paletteOf } from "../../lib/palette.js";
import { farthest, paintSigned } from "../../lib/signed.js";
import { called, loudest, nameOf } from "../../lib/stages.js";
import { set, write } from "../../lib/write.js";

/** @typedef {import("../../lib/stages.js").Stage} Stage */
/** @typedef {{ button: HTMLButtonElement, name: HTMLElement, words: HTMLElement, canvas: HTMLCanvasElement, signals?: Float32Array | null }} Item */

/** Neurons in a row. */
const COLUMNS = 32;

/** Keys that go on to another layer, and how far. @type {Record<string, number>} */
const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

export class Layers {
  #chosen;
  /** @type {Item[]} */
  #items = [];

  /** @param {HTMLElement} container a radio group @param {{ chosen: (stage: number) => void }} events */
  constructor(container, { chosen }) {
    this.container = container;
    this.#chosen = chosen;
    this.palette = paletteOf(container);
    container.addEventListener("keydown", (event) => this.#step(event));
  }

  /** @param {Stage[]} stages @param {(Float32Array | null)[]} signals of each, none without ink @param {number} current */
  update(stages, signals, current) {
    if (stages.length !== this.#items.length) this.#build(stages.length);
    this.#items.forEach((item, i) => {
      const [stage, values] = [stages[i], signals[i]];
      set(item.button, "ariaChecked", String(i === current));
      set(item.button, "tabIndex", i === current ? 0 : -1);
      write(item.name, nameOf(stage, i));
      const noun = stage.isLast ? "digits" : stage.kind === "conv" ? "filters" : "neurons";
      write(item.words, `${stage.count} ${noun}${values ? `, loudest ${called(stage, loudest(values))}` : ""}`);
      if (values === item.signals) return;
      item.signals = values;
      this.#paint(item.canvas, values ?? new Float32Array(stage.count));
    });
  }

  recolour() {
    this.palette = paletteOf(this.container);
    for (const { canvas, signals } of this.#items) if (signals) this.#paint(canvas, signals);
  }

  /** @param {HTMLCanvasElement} canvas @param {Float32Array} signals */
  #paint(canvas, signals) {
    const { sheet, ink, against } = this.palette;
    paintSigned(canvas, signals, Math.min(COLUMNS, signals.length), farthest(signals), { paper: sheet, above: ink, below: against });
  }

  /** @param {number} count */
  #build(count) {
    this.#items = Array.from({ length: count }, (_, i) => {
      const button = document.createElement("button");
      const [name, words, canvas] = [document.createElement("b"), document.createElement("span"), document.createElement("canvas")];
      Object.assign(button, { type: "button", role: "radio", tabIndex: -1, onclick: () => this.#chosen(i) });
      button.dataset.testid = `layer-${i + 1}`;
      canvas.ariaHidden = "true";
      button.append(name, words, canvas);
      return { button, name, words, canvas };
    });
    this.container.replaceChildren(...this.#items.map(({ button }) => button));
  }

  /** @param {KeyboardEvent} event */
  #step(event) {
    const step = own(STEPS, event.key);
    if (step === undefined) return;
    event.preventDefault();
    const now = this.#items.findIndex(({ button }) => button === document.activeElement);
    const next = (now + step + this.#items.length) % this.#items.length;
    this.#items[next].button.focus();
    this.#chosen(next);
  }
}
