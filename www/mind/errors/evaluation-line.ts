// Whether the test images are here, what they say in one line, and the button that fetches them.
import { find } from "../../ui/find";
import { kilobytes, percent } from "../../ui/format";
import { set, write } from "../../ui/write";
import type { Errors } from "./evaluation";

/** Bytes of the two files. */
const SIZE = 1_610_732;

export class ExamLine {
  readonly container: HTMLElement;
  readonly text: HTMLElement;
  readonly arrived: HTMLElement;
  readonly button: HTMLButtonElement;

  constructor(container: HTMLElement, { fetch }: { fetch: () => void }) {
    this.container = container;
    this.text = find("[aria-live]", HTMLElement, container);
    this.arrived = find(".arrived", HTMLElement, container);
    this.button = find("button", HTMLButtonElement, container);
    this.button.addEventListener("click", fetch);
  }

  update(errors: Errors) {
    const { images, received, fault, isLearning } = errors;
    const isAsking = images === "absent" || fault !== "";
    // What changes with every epoch, or with every piece that arrives, is not read out.
    set(this.text, "ariaLive", isLearning ? "off" : "polite");
    write(this.text, textOf(errors));
    write(this.arrived, images === "arriving" ? kilobytes(received, SIZE) : "");
    write(this.button, images === "lost" ? "Fetch them again" : fault ? "Try again" : "Fetch the test images (1.6 MB)");
    set(this.button, "hidden", !isAsking);
  }
}

function textOf({ images, fault, examined, isCurrent }: Errors) {
  if (images === "lost") return `${fault.replace(/\.$/, "")}, so there is nothing to examine it with.`;
  if (fault) return `It was not examined: ${fault.replace(/\.$/, "")}.`;
  if (images === "absent") return "10,000 images that no training has seen say where it errs. They are not here yet.";
  if (images === "arriving") return "The test images are arriving.";
  const found =
    examined &&
    `${examined.subject.recipe.name}${examined.subject.when} reads ${percent(examined.accuracy)} of the 10,000 test images right.`;
  if (isCurrent && found) return found;
  return found
    ? `${found} The network that reads now is still to come.`
    : "It will be examined with 10,000 test images.";
}
