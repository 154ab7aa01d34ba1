// One line under the buttons: a run to go on with, or what there is to know about this one.
import { find } from "../../ui/find";
import { set, write } from "../../ui/write";
import type { Coach } from "../controller";
import type { Found } from "../../store/saved-runs";

/** What all the images weigh, in megabytes. */
const IMAGES = 11.3;

export class Line {
  readonly container: HTMLElement;
  readonly text: HTMLElement;
  readonly resume: HTMLButtonElement;
  readonly forget: HTMLButtonElement;

  constructor(container: HTMLElement, { resume, forget }: { resume: () => void; forget: () => void }) {
    this.container = container;
    this.text = find("p", HTMLElement, container);
    this.resume = find("[data-testid=resume-run]", HTMLButtonElement, container);
    this.forget = find("[data-testid=forget-run]", HTMLButtonElement, container);
    this.resume.addEventListener("click", resume);
    this.forget.addEventListener("click", forget);
  }

  /** @param keepsNothing nor does the browser keep what is compared */
  update({ run, received, safe: { offer, isForbidden, isShared } }: Coach, keepsNothing: boolean) {
    const open = run === null ? offer : null;
    set(this.resume, "hidden", !open?.isSound);
    set(this.forget, "hidden", !open);
    write(this.resume, open?.isSound && open.saved?.progress.finished ? "Show it" : "Go on");
    const megabytes = received / 1e6;
    const arriving =
      megabytes > 0 && megabytes < IMAGES - 0.1
        ? `The images are arriving: ${megabytes.toFixed(1)} of ${IMAGES} MB. `
        : "";
    if (open) write(this.text, offered(open));
    else if (isForbidden || keepsNothing)
      write(
        this.text,
        `${arriving}This browser keeps nothing for this page, so a reload will lose the run. Training goes on.`,
      );
    else if (run && isShared)
      write(this.text, `${arriving}Another tab is training; this run is kept under its own name.`);
    else write(this.text, run?.isBusy ? arriving : "");
  }
}

function offered({ isSound, recipe, saved }: Found) {
  if (!isSound) return "A saved run cannot be read any more.";
  if (saved?.progress.finished) return `A finished run is here: ${recipe.name}, ${recipe.epochs} epochs.`;
  return `A run stopped at epoch ${saved?.progress.epoch ?? 1} of ${recipe.epochs}.`;
}
