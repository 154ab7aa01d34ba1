// Ten dreams, one a digit, the switches of method and prior, and which of them made the pictures.
import { climbText, dreamsOf, labelOf, methodText, noteOf } from "./words";
import { find } from "../../ui/find";
import { set, write } from "../../ui/write";
import { Tile } from "../../ui/digit-picture";
import type { Dreamt } from "./dreamer";
import type { Climb } from "../worker/protocol";
import type { Method, Prior } from "crate";

interface Shown {
  dreamt: Dreamt | null;
  /** The next dreams, on their way. */
  climb: Climb | null;
  /** That shows. */
  method: Method;
  /** Of the gradient, once that is known. */
  prior: Prior | undefined;
  /** The digit that is shown large. */
  picked: number;
  /** To the inversion, if there is one. */
  objection: string;
  fault: string;
}
type Events = {
  method: (method: Method) => void;
  prior: (prior: Prior) => void;
  pressed: (digit: number) => void;
  retry: () => void;
  save: () => void;
};

const METHODS = ["gradient", "inversion"] as const;
const PRIORS = ["free", "handwriting"] as const;
const PIXELS = 784;

export class Dreams {
  /** What was painted last. */
  #painted: Dreamt | Climb | null = null;
  #method: Method = "gradient";
  readonly container: HTMLElement;
  readonly choices: HTMLInputElement[];
  readonly priors: HTMLInputElement[];
  readonly objection: HTMLElement;
  readonly text: HTMLElement;
  readonly retry: HTMLButtonElement;
  readonly save: HTMLButtonElement;
  readonly tiles: Tile[];

  /** @param template of a tile */
  constructor(container: HTMLElement, template: HTMLTemplateElement, { method, prior, pressed, retry, save }: Events) {
    this.container = container;
    this.choices = METHODS.map((name) => {
      const choice = find(`[value=${name}]`, HTMLInputElement, container);
      choice.addEventListener("change", () => method(name));
      return choice;
    });
    this.priors = PRIORS.map((name) => {
      const choice = find(`[value=${name}]`, HTMLInputElement, container);
      choice.addEventListener("change", () => prior(name));
      return choice;
    });
    this.objection = find(".objection", HTMLElement, container);
    this.text = find(".method", HTMLElement, container);
    this.retry = find(".retry", HTMLButtonElement, container);
    this.retry.addEventListener("click", retry);
    this.save = find(".save", HTMLButtonElement, container);
    this.save.addEventListener("click", () => this.save.ariaDisabled !== "true" && save());
    this.tiles = Array.from({ length: 10 }, (_, digit) => new Tile(template, `dream-${digit}`, () => pressed(digit)));
    find(".dreams", HTMLElement, container).append(...this.tiles.map(({ container: item }) => item));
    this.#clear();
  }

  update({ dreamt, climb, method, prior, picked, objection, fault }: Shown) {
    this.choices.forEach((choice, i) => set(choice, "checked", METHODS[i] === method));
    set(this.choices[1], "disabled", objection !== "");
    this.priors.forEach((choice, i) => {
      set(choice, "checked", PRIORS[i] === prior);
      set(choice, "disabled", method === "inversion");
    });
    write(this.objection, objection);
    this.tiles.forEach((tile, digit) => tile.press(digit === picked));
    set(this.retry, "hidden", fault === "");
    const isClimbing = climb !== null && method === "gradient";
    if (fault) write(this.text, `It did not dream: ${fault.replace(/\.$/, "")}.`);
    else if (isClimbing) write(this.text, climbText(climb));
    else write(this.text, dreamt ? methodText(dreamt, method) : "");
    set(this.save, "ariaDisabled", String(!dreamt));
    const next = isClimbing ? climb : dreamt;
    // What did not grow to its end is no dream.
    if (!next && this.#painted) this.#clear();
    if (!next || (next === this.#painted && method === this.#method)) return;
    this.#painted = next;
    this.#method = method;
    if (isClimbing) this.#grow(climb);
    else if (dreamt) this.#show(dreamt, method);
  }

  #clear() {
    this.#painted = null;
    this.tiles.forEach((tile, digit) =>
      tile.update({ image: null, title: String(digit), note: "", label: `Its dream of ${digit}: not yet` }),
    );
  }

  #grow({ images }: Climb) {
    this.tiles.forEach((tile, digit) => {
      const image = images.subarray(PIXELS * digit, PIXELS * (digit + 1));
      tile.update({ image, title: String(digit), note: "…", label: `Its dream of ${digit}: on its way` });
    });
  }

  #show(dreamt: Dreamt, method: Method) {
    for (const dream of dreamsOf(dreamt, method)) {
      const { digit, image, read } = dream;
      this.tiles[digit].update({
        image,
        title: String(digit),
        note: noteOf(dream),
        isWrong: read !== digit,
        label: labelOf(dream),
      });
    }
  }

  recolour() {
    for (const tile of this.tiles) tile.recolour();
  }
}
