// Which ink decided: how much each pixel speaks for a digit or against it, with the ink outlined.
import { find } from "../../ui/find";
import { paletteOf, type Palette } from "../../ui/palette";
import { INK } from "./places";
import { farthest, paintSigned } from "../../ui/signed";
import { set, write } from "../../ui/write";
import { Bubbles } from "../../ui/digit-picker";

export type Blamed = { digit: number; image: Float32Array; gradient: Float32Array; title: string; words: string };

const SIDE = 28;
/** Pixels of the canvas to each of the image. */
const CELL = 20;
const LINE = 3;

export class Blame {
  /** What is painted; undefined for nothing yet. */
  #blamed: Blamed | null | undefined;
  #small = document.createElement("canvas");
  readonly container: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly title: HTMLElement;
  readonly words: HTMLElement;
  readonly bubbles: Bubbles;
  readonly button: HTMLButtonElement;
  palette: Palette;

  constructor(container: HTMLElement, { asked, switched }: { asked: (digit: number) => void; switched: () => void }) {
    this.container = container;
    this.canvas = find("canvas", HTMLCanvasElement, container);
    this.title = find(".says-blame b", HTMLElement, container);
    this.words = find(".says-blame span", HTMLElement, container);
    this.bubbles = new Bubbles(find("[role=radiogroup]", HTMLElement, container), "blame", { chosen: asked });
    this.button = find("[data-testid=blame-on-pad]", HTMLButtonElement, container);
    this.button.addEventListener("click", () => {
      set(this.button, "ariaPressed", String(!this.isOnPad));
      switched();
    });
    this.palette = paletteOf(this.canvas);
  }

  /** Whether it shall show on the pad too. */
  get isOnPad() {
    return this.button.ariaPressed === "true";
  }

  /** @param blamed none without ink */
  update(blamed: Blamed | null) {
    if (blamed === this.#blamed) return;
    this.#blamed = blamed;
    write(this.title, blamed?.title ?? "No ink yet");
    write(this.words, blamed?.words ?? "Draw a digit on the pad, and its ink is weighed here.");
    this.canvas.ariaLabel = blamed ? `${blamed.title} ${blamed.words}` : "No ink yet";
    this.bubbles.update(blamed?.digit ?? null);
    this.#paint();
  }

  recolour() {
    this.palette = paletteOf(this.canvas);
    this.#paint();
  }

  #paint() {
    const context = this.canvas.getContext("2d");
    if (!context) return;
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    if (!this.#blamed) return;
    const { image, gradient } = this.#blamed;
    const { sheet, ink, against } = this.palette;
    paintSigned(this.#small, gradient, SIDE, farthest(gradient), {
      paper: sheet,
      above: this.palette.for,
      below: against,
    });
    context.imageSmoothingEnabled = false;
    context.drawImage(this.#small, 0, 0, SIDE * CELL, SIDE * CELL);
    context.strokeStyle = `rgb(${ink.join()})`;
    context.lineWidth = LINE;
    context.stroke(outline(image));
  }
}

/** The edges between ink and paper. */
function outline(image: Float32Array) {
  const isInk = (x: number, y: number) => x >= 0 && y >= 0 && x < SIDE && y < SIDE && image[SIDE * y + x] >= INK;
  const path = new Path2D();
  const edge = (x: number, y: number, dx: number, dy: number) => {
    path.moveTo(x * CELL, y * CELL);
    path.lineTo((x + dx) * CELL, (y + dy) * CELL);
  };
  for (let y = 0; y <= SIDE; y++)
    for (let x = 0; x <= SIDE; x++) {
      if (isInk(x, y) !== isInk(x - 1, y)) edge(x, y, 0, 1);
      if (isInk(x, y) !== isInk(x, y - 1)) edge(x, y, 1, 0);
    }
  return path;
}
