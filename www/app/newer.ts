// Says that there is a newer version of the page, and loads it.
import { find } from "../ui/find";
import { set, write } from "../ui/write";

/** Whether the browser keeps these; undefined: there is none. */
interface Keeps {
  drawing: boolean;
  run: boolean | undefined;
}

export class Newer {
  readonly container: HTMLElement;
  readonly text: HTMLElement;
  readonly button: HTMLButtonElement;

  constructor(container: HTMLElement, { load }: { load: () => void }) {
    this.container = container;
    this.text = find("p", HTMLElement, container);
    this.button = find("button", HTMLButtonElement, container);
    this.button.addEventListener("click", () => {
      if (this.button.ariaDisabled === "true") return;
      set(this.button, "ariaDisabled", "true");
      load();
    });
  }

  get isShown() {
    return !this.container.hidden;
  }

  show(keeps: Keeps) {
    this.container.hidden = false;
    write(this.text, `A new version is here, and this one is no longer whole. ${fateOf(keeps)}`);
  }
}

function fateOf({ drawing, run }: Keeps) {
  const yours = (isKept: boolean) =>
    [drawing === isKept && "your drawing", run === isKept && "your run"].filter(Boolean).join(" and ");
  const lost = yours(false);
  if (lost) return `This browser keeps nothing for this page, so ${lost} will be lost.`;
  const kept = yours(true);
  return `${kept[0].toUpperCase()}${kept.slice(1)} ${run ? "are" : "is"} kept.`;
}
