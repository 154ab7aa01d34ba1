// Was it right? Two buttons, and ten bubbles for the digit that it is.
import { find } from "../../ui/find";
import { set, write } from "../../ui/write";
import { Bubbles } from "../../ui/digit-picker";

interface Said {
  words: string;
  canBeRight: boolean;
  canBeWrong: boolean;
  isRight: boolean;
  /** The user said so. */
  isWrong: boolean;
  /** The digit that it is, if the user said which. */
  label: number | null;
}
type Events = { right: () => void; wrong: () => void; which: (digit: number) => void };

export class Verdict {
  readonly container: HTMLElement;
  readonly words: HTMLElement;
  readonly right: HTMLButtonElement;
  readonly wrong: HTMLButtonElement;
  readonly which: HTMLElement;
  readonly bubbles: Bubbles;

  constructor(container: HTMLElement, { right, wrong, which }: Events) {
    this.container = container;
    this.words = find(".says-verdict", HTMLElement, container);
    this.right = find("[data-testid=mark-right]", HTMLButtonElement, container);
    this.wrong = find("[data-testid=mark-wrong]", HTMLButtonElement, container);
    this.which = find(".which", HTMLElement, container);
    this.bubbles = new Bubbles(find("[role=radiogroup]", HTMLElement, container), "mark-as", { chosen: which });
    this.right.addEventListener("click", () => this.right.ariaDisabled !== "true" && right());
    this.wrong.addEventListener("click", () => this.wrong.ariaDisabled !== "true" && wrong());
  }

  update({ words, canBeRight, canBeWrong, isRight, isWrong, label }: Said) {
    write(this.words, words);
    set(this.right, "ariaDisabled", String(!canBeRight));
    set(this.wrong, "ariaDisabled", String(!canBeWrong));
    set(this.right, "ariaPressed", String(isRight));
    set(this.wrong, "ariaPressed", String(isWrong));
    this.which.classList.toggle("asked", isWrong);
    this.bubbles.update(label);
  }
}
