// What a training would make of the drawing: eight variants, and how the network that reads the pad reads each.
import { find } from "../../ui/find";
import { set, write } from "../../ui/write";
import { paintGreys } from "../../ui/greys";

/** `read`: the digit, or `?`. */
type Variant = { image: Float32Array; read: string };

/** Pictures in the row. */
export const COUNT = 8;

export class Variants {
  #variants: Variant[] = [];
  /** The ink's, a custom property of the style. */
  #token = "--accent";
  readonly container: HTMLElement;
  readonly text: HTMLElement;
  readonly items: { item: HTMLLIElement; canvas: HTMLCanvasElement; caption: HTMLSpanElement }[];
  readonly button: HTMLButtonElement;

  constructor(container: HTMLElement, { others }: { others: () => void }) {
    this.container = container;
    this.text = find("p", HTMLElement, container);
    this.items = Array.from({ length: COUNT }, (_, i) => {
      const [item, canvas, caption] = [
        document.createElement("li"),
        document.createElement("canvas"),
        document.createElement("span"),
      ];
      Object.assign(canvas, { width: 28, height: 28, role: "img", ariaLabel: "Not yet" });
      canvas.dataset.testid = `variant-${i}`;
      // The picture's own label says the same.
      caption.ariaHidden = "true";
      item.append(canvas, caption);
      return { item, canvas, caption };
    });
    find("ol", HTMLElement, container).append(...this.items.map(({ item }) => item));
    this.button = find("button", HTMLButtonElement, container);
    this.button.addEventListener("click", () => this.button.ariaDisabled !== "true" && others());
  }

  /**
   * @param variants none without ink
   * @param isOwn the ink is the user's
   */
  update(words: string, variants: Variant[], isOwn: boolean) {
    this.#token = isOwn ? "--accent" : "--ink";
    write(this.text, words);
    set(this.button, "ariaDisabled", String(variants.length === 0));
    this.items.forEach(({ canvas, caption }, i) => {
      const variant = variants[i];
      if (variant?.image !== this.#variants[i]?.image) paintGreys(canvas, variant?.image ?? null, this.#token);
      write(caption, variant?.read ?? "");
      set(canvas, "ariaLabel", variant ? `Variant ${i + 1}, read as ${variant.read}` : "No ink yet");
    });
    this.#variants = variants;
  }

  recolour() {
    this.items.forEach(({ canvas }, i) => paintGreys(canvas, this.#variants[i]?.image ?? null, this.#token));
  }
}
