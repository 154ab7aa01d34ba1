// The hands of one digit, the hardest first: of each the drawing that the network finds hardest, and how many it reads right.
import { find } from "../../ui/find";
import { byHardness, captionOf, handsText, withoutText, type Compared as Hand } from "./words";
import { set, write } from "../../ui/write";
import { Bubbles } from "../../ui/digit-picker";
import { Tile } from "../../ui/digit-picture";

/** Hands that show before somebody asks for more. */
const AT_ONCE = 8;

export class HandsView {
  readonly #template: HTMLTemplateElement;
  readonly #taken: (hand: Hand) => void;
  #tiles: Tile[] = [];
  /** Of the digit that shows. */
  #hands: Hand[] = [];
  /** All of them show. */
  #isWhole = false;
  readonly container: HTMLElement;
  readonly text: HTMLElement;
  readonly without: HTMLElement;
  readonly list: HTMLElement;
  readonly bubbles: Bubbles;
  readonly more: HTMLButtonElement;

  /** @param template of a tile */
  constructor(
    container: HTMLElement,
    template: HTMLTemplateElement,
    { chosen, taken, more }: { chosen: (digit: number) => void; taken: (hand: Hand) => void; more: () => void },
  ) {
    this.container = container;
    this.#template = template;
    this.#taken = taken;
    this.text = find("[data-testid=hands]", HTMLElement, container);
    this.without = find("[data-testid=hands-without]", HTMLElement, container);
    this.list = find(".tiles", HTMLElement, container);
    this.bubbles = new Bubbles(find("[role=radiogroup]", HTMLElement, container), "hands-of", {
      chosen: (digit) => {
        this.#isWhole = false;
        chosen(digit);
      },
    });
    this.more = find("[data-testid=more-hands]", HTMLButtonElement, container);
    this.more.addEventListener("click", () => {
      this.#isWhole = true;
      more();
    });
  }

  /**
   * @param all none while they are not known
   * @param digit that shows
   */
  update(all: Hand[], digit: number | null, fault: string) {
    this.bubbles.update(digit);
    if (fault) write(this.text, `They were not read: ${fault.replace(/\.$/, "")}. Choose a digit to try again.`);
    else write(this.text, all.length > 0 ? handsText(all) : "The hands are being read.");
    const own = byHardness(all.filter((hand) => hand.digit === digit));
    this.#hands = this.#isWhole ? own : own.slice(0, AT_ONCE);
    // Another digit with fewer of them moves nothing.
    const places = Math.max(AT_ONCE, this.#hands.length);
    while (this.#tiles.length < places) this.#add(this.#tiles.length);
    while (this.#tiles.length > places) this.#tiles.pop()?.container.remove();
    write(this.more, `Show all ${own.length}`);
    set(this.more, "hidden", this.#hands.length === own.length);
    this.#tiles.forEach((tile, i) => {
      const hand = this.#hands[i];
      set(tile.container, "inert", !hand);
      if (hand) tile.update({ image: hand.hardest.image, ...captionOf(hand) });
    });
  }

  /** What leaving them out does. */
  compare(all: Hand[], isCompared: boolean, fault: string) {
    if (all.length === 0) write(this.without, "");
    else if (!isCompared)
      write(this.without, "What such drawings are worth is shown of the network that came with the page.");
    else if (fault)
      write(
        this.without,
        `What it would read without them is not known: ${fault.replace(/\.$/, "")}. Choose a digit to try again.`,
      );
    else
      write(
        this.without,
        all[0]?.without === undefined
          ? "The same network, trained without such drawings, is reading them."
          : withoutText(all),
      );
  }

  recolour() {
    for (const tile of this.#tiles) tile.recolour();
  }

  #add(i: number) {
    const tile = new Tile(this.#template, `hand-${i}`, () => this.#taken(this.#hands[i]));
    this.#tiles.push(tile);
    this.list.append(tile.container);
  }
}
