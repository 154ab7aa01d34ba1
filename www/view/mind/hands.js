// The hands of one digit: of each the drawing that the network finds hardest, and how many it reads right.
import { find } from "../../lib/find.js";
import { captionOf, handsText } from "../../lib/hands.js";
import { set, write } from "../../lib/write.js";
import { Bubbles } from "./bubbles.js";
import { Tile } from "./tile.js";

/** @typedef {import("../../mind/protocol.js").Hand} Hand */

export class HandsView {
  #template;
  #taken;
  /** @type {Tile[]} */
  #tiles = [];
  /** Of the digit that shows. @type {Hand[]} */
  #hands = [];

  /** @param {HTMLElement} container @param {HTMLTemplateElement} template of a tile @param {{ chosen: (digit: number) => void, taken: (hand: Hand) => void }} events */
  constructor(container, template, { chosen, taken }) {
    this.container = container;
    this.#template = template;
    this.#taken = taken;
    this.text = find("[data-testid=hands]", HTMLElement, container);
    this.list = find(".tiles", HTMLElement, container);
    this.bubbles = new Bubbles(find("[role=radiogroup]", HTMLElement, container), "hands-of", { chosen });
  }

  /** @param {Hand[]} all none while they are not known @param {number} digit that shows @param {string} fault */
  update(all, digit, fault) {
    this.bubbles.update(digit);
    if (fault) write(this.text, `They were not read: ${fault.replace(/\.$/, "")}.`);
    else write(this.text, all.length > 0 ? handsText(all) : "The hands are being read.");
    // As many places as any digit needs, so that another digit moves nothing.
    const counts = all.reduce((counts, hand) => counts.with(hand.digit, counts[hand.digit] + 1), Array(10).fill(0));
    while (this.#tiles.length < Math.max(...counts)) this.#add(this.#tiles.length);
    this.#hands = all.filter((hand) => hand.digit === digit);
    this.#tiles.forEach((tile, i) => {
      const hand = this.#hands[i];
      set(tile.container, "inert", !hand);
      if (hand) tile.update({ image: hand.hardest.image, ...captionOf(hand) });
    });
  }

  recolour() {
    for (const tile of this.#tiles) tile.recolour();
  }

  /** @param {number} i */
  #add(i) {
    const tile = new Tile(this.#template, `hand-${i}`, () => this.#taken(this.#hands[i]));
    this.#tiles.push(tile);
    this.list.append(tile.container);
  }
}
