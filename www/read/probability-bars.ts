// Ten bars, one for each digit.
import { find } from "../ui/find";
import { short } from "../ui/format";
import { set, write } from "../ui/write";
import type { Reading } from "../engine/prediction";

export class Comb {
  readonly container: HTMLElement;
  readonly cells: { cell: Element; bar: HTMLElement; figure: HTMLElement; meter: HTMLMeterElement }[];

  /** @param container a list with an item for each digit, in order */
  constructor(container: HTMLElement) {
    this.container = container;
    this.cells = Array.from(container.children, (cell) => ({
      cell,
      bar: find("i", HTMLElement, cell),
      figure: find("span", HTMLElement, cell),
      meter: find("meter", HTMLMeterElement, cell),
    }));
  }

  update({ state, probabilities, ranking }: Reading) {
    this.cells.forEach(({ cell, bar, figure, meter }, digit) => {
      const probability = probabilities?.[digit] ?? 0;
      // What nobody sees or hears is not worth a change.
      const height = probability.toFixed(4);
      cell.classList.toggle("top", state === "read" && digit === ranking[0]);
      bar.style.transform = `scaleY(${height})`;
      write(figure, probabilities ? short(probability) : "–");
      set(meter, "value", Number(height));
    });
  }
}
