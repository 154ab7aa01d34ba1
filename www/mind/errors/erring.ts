// Wires where a network errs: the network that reads → its examination → views.
import { commonest, takenText, worst, type Mistake, type Pair } from "./words";
import { find } from "../../ui/find";
import { inTurn } from "../../ui/in-turn";
import { remembered } from "../../ui/remembered";
import { Sight } from "../../ui/sight";
import { Calibration } from "./calibration";
import { Cell } from "./cell";
import { Confusion } from "./confusion";
import { ExamLine } from "./evaluation-line";
import { Gallery } from "./gallery";
import { Mistakes } from "./mistakes";
import type { Errors } from "./evaluation";
import type { Shown } from "../../app/readers";
import type { Examined } from "../worker/protocol";

/** Of the mistakes it was surest of. */
const WORST = 10;

/** @param take to the pad */
export function wireErrors(
  section: HTMLElement,
  tile: HTMLTemplateElement,
  errors: Errors,
  take: (image: Float32Array, words: string) => void,
) {
  let shown: Shown | null = null;
  /** Until somebody chooses, the commonest mistake. */
  let chosen: Pair | null = null;

  // Ten thousand images are not sorted anew with every stroke of the pen.
  const commonestIn = remembered((examined: Examined) => commonest(examined, 1)[0] ?? { written: 0, read: 0 });
  const worstIn = remembered((examined: Examined) => worst(examined, WORST));

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
  const pictures = (indices: number[]) => errors.pictures(indices);
  const part = (selector: string) => find(selector, HTMLElement, section);
  const picked = (pair: Pair) => {
    chosen = pair;
    refresh();
  };
  const taken = (mistake: Mistake) => {
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
    update(now: Shown | null) {
      shown = now;
      refresh();
    },
    recolour() {
      cell.recolour();
      gallery.recolour();
    },
  };
}
