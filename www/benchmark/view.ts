// How fast this device is: job by job, on one core and on all, beside what a core can do at most.
import { find } from "../ui/find";
import { gigaflops, paceOf, shareOf, speedWords } from "./words";
import { set, write } from "../ui/write";
import type { Events, Figure } from "./worker/protocol";

export interface Measured {
  begun: Events["begun"] | null;
  /** Floating-point operations a second of one core; 0 while it is not known. */
  peak: number;
  figures: Figure[];
  state: "not yet" | "measuring" | "stopped" | "done" | "failed";
  fault: string;
}

export class Speed {
  readonly container: HTMLElement;
  readonly start: HTMLButtonElement;
  readonly stop: HTMLButtonElement;
  readonly progress: HTMLProgressElement;
  readonly doing: HTMLElement;
  readonly words: HTMLElement;
  readonly peak: HTMLElement;
  readonly all: HTMLElement;
  readonly rows: { job: string; cells: { pace: HTMLElement; share: HTMLElement }[] }[];

  constructor(container: HTMLElement, { measure, stop }: { measure: () => void; stop: () => void }) {
    this.container = container;
    const button = (name: string, pressed: () => void) => {
      const found = find(`[data-testid=${name}]`, HTMLButtonElement, container);
      found.addEventListener("click", () => found.ariaDisabled !== "true" && pressed());
      return found;
    };
    this.start = button("measure", measure);
    this.stop = button("stop-measuring", stop);
    this.progress = find("progress", HTMLProgressElement, container);
    this.doing = find(".doing", HTMLElement, container);
    this.words = find("[data-testid=speed]", HTMLElement, container);
    this.peak = find("[data-testid=register-peak]", HTMLElement, container);
    this.all = find("#all-cores", HTMLElement, container);
    this.rows = Array.from(container.querySelectorAll("tbody tr"), (row) => ({
      job: find("th", HTMLElement, row).textContent ?? "",
      cells: Array.from(row.querySelectorAll("td"), (cell) => ({
        pace: find("b", HTMLElement, cell),
        share: find("span", HTMLElement, cell),
      })),
    }));
  }

  update(measured: Measured) {
    const { begun, peak, figures, state } = measured;
    const isBusy = state === "measuring";
    set(this.start, "ariaDisabled", String(isBusy));
    set(this.stop, "ariaDisabled", String(!isBusy));
    const done = state === "done" ? 1 : begun ? begun.done / begun.total : 0;
    set(this.progress, "value", done);
    write(this.doing, isBusy && begun ? `${begun.job}${begun.cores > 1 ? `, ${begun.cores} cores` : ""}` : "");
    write(this.words, speedWords(measured));
    write(this.peak, peak > 0 ? gigaflops(peak) : "–");
    const cores = Math.max(1, ...figures.map((figure) => figure.cores));
    write(this.all, cores > 1 ? `${cores} cores` : "All cores");
    for (const { job, cells } of this.rows)
      cells.forEach(({ pace, share }, column) => {
        const figure = figures.find((one) => one.job === job && one.cores > 1 === column > 0);
        write(pace, figure ? paceOf(figure) : "–");
        write(share, figure && peak > 0 ? shareOf(figure, peak) : "");
      });
  }
}
