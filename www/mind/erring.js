// Wires where a network errs: the network that reads → its examination → views.
import { commonest, takenText, worst } from "../lib/errors.js";
import { find } from "../lib/find.js";
import { inTurn } from "../lib/in-turn.js";
import { remembered } from "../lib/remembered.js";
import { Sight } from "../lib/sight.js";
import { Calibration } from "../view/mind/calibration.js";
import { Cell } from "../view/mind/cell.js";
import { Confusion } from "../view/mind/confusion.js";
import { ExamLine } from "../view/mind/exam-line.js";
import { Gallery } from "../view/mind/gallery.js";
import { Mistakes } from "../view/mind/mistakes.js";

/** @typedef {import("../lib/errors.js").Mistake} Mistake */
/** @typedef {import("../lib/errors.js").Pair} Pair */
/** @typedef {import("./protocol.js").Examined} Examined */

/** Of the mistakes it was surest of. */
const WORST = 10;

/**
 * @param {HTMLElement} section @param {HTMLTemplateElement} tile
 * @param {import("./errors.js").Errors} errors @param {(image: Float32Array, words: string) => void} take to the pad
 */
export function wireErrors(section, tile, errors, take) {
  /** @type {import("../readers.js").Shown | null} */
  let shown = null;
  /** Until somebody chooses, the commonest mistake. @type {Pair | null} */
  let chosen = null;

  // Ten thousand images are not sorted anew with every stroke of the pen.
  const commonestIn = remembered((/** @type {Examined} */ examined) => commonest(examined, 1)[0] ?? { written: 0, read: 0 });
  const worstIn = remembered((/** @type {Examined} */ examined) => worst(examined, WORST));

  const refresh = inTurn(() => {
    // Nothing is asked for that nobody sees.
    if (!shown || !sight.isAny) return;
    errors.update(shown);
    const { examined } = errors;
    line.update(errors);
    section.classList.toggle("examined", examined !== null);
    if (!examined) return;
    const pair = chosen ?? commonestIn(examined);
    confusion.update(examined, pair);
    mistakes.update(examined, pair);
    cell.update(examined, pair, pictures);
    const surest = worstIn(examined);
    gallery.update(surest, pictures(surest.map(({ index }) => index)));
    calibration.update(examined.calibration);
  });
  const pictures = (/** @type {number[]} */ indices) => errors.pictures(indices);
  const part = (/** @type {string} */ selector) => find(selector, HTMLElement, section);
  const picked = (/** @type {Pair} */ pair) => {
    chosen = pair;
    refresh();
  };
  const taken = (/** @type {Mistake} */ mistake) => {
    const [image] = errors.pictures([mistake.index]);
    if (image) take(image, takenText(mistake));
  };

  const sight = new Sight([part(".erring"), part(".calibration")], refresh);
  const line = new ExamLine(part(".exam"), {
    fetch() {
      errors.fetch();
      refresh();
    },
  });
  const confusion = new Confusion(find(".confusion", HTMLTableElement, section), { picked });
  const mistakes = new Mistakes(part(".mistakes ol"), find("#mistake", HTMLTemplateElement), { picked });
  const cell = new Cell(part(".cell"), tile, { taken, more: refresh });
  const gallery = new Gallery(part(".worst"), tile, "worst", { taken });
  const calibration = new Calibration(part(".calibration"));
  return {
    refresh,
    /** @param {import("../readers.js").Shown | null} now */
    update(now) {
      shown = now;
      refresh();
    },
    recolour() {
      cell.recolour();
      gallery.recolour();
    },
  };
}
