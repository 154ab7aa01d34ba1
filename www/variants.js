// Wires what augmentation does to the drawing: the drawing and the fields → eight variants → their reading → view.
import { isOff } from "./lib/augmentation.js";
import { find } from "./lib/find.js";
import { inTurn } from "./lib/in-turn.js";
import { remembered } from "./lib/remembered.js";
import { Sight } from "./lib/sight.js";
import { COUNT, Variants } from "./view/train/variants.js";

/** @typedef {import("./crate.js").Reader} Reader */
/** @typedef {import("./lib/recipe.js").Recipe} Recipe */

/** So many of the crate's examples later come the next ones: it makes one or three of an image. */
const NEXT = 3 * COUNT;

/** @param {HTMLElement} section @param {import("./model.js").Model} model */
export function startVariants(section, model) {
  const container = find(".variants", HTMLElement, section);
  /** @type {{ drawing: import("./lib/drawing.js").Drawing, reader: Reader | null, chosen: { recipe: Recipe, seed: number } | null } | null} */
  let now = null;
  /** The number of the first one among the examples of a run. */
  let first = 0;

  const vary = remembered((/** @type {Float32Array} */ image, /** @type {Recipe} */ { augmentation = {} }, /** @type {number} */ seed, /** @type {number} */ from) =>
    Array.from({ length: COUNT }, (_, i) => model.crate?.augment(image, augmentation, seed, from + i) ?? image),
  );
  const readBy = remembered((/** @type {Reader | null} */ reader, /** @type {Float32Array[]} */ images) =>
    images.map((image) => ({ image, read: reader ? (model.crate?.answer(reader, image) ?? "?") : "?" })),
  );

  const refresh = inTurn(() => {
    // Nothing is made that nobody sees.
    if (!now || !sight.isAny) return;
    const { drawing, reader, chosen } = now;
    const image = model.see(drawing);
    // While a field is wrong, what was there stays.
    if (image && !chosen) return;
    const variants = image && chosen ? readBy(reader, vary(image, chosen.recipe, chosen.seed, first)) : [];
    view.update(wordsOf(image !== null, chosen?.recipe, variants), variants, drawing.image === null);
  });
  const sight = new Sight([container], refresh);
  const view = new Variants(container, {
    others() {
      first += NEXT;
      refresh();
    },
  });
  return {
    /** @param {import("./lib/drawing.js").Drawing} drawing @param {Reader | null} reader who reads @param {{ recipe: Recipe, seed: number } | null} chosen by the fields, if they make sense */
    update(drawing, reader, chosen) {
      now = { drawing, reader, chosen };
      refresh();
    },
    recolour: () => view.recolour(),
  };
}

/** @param {boolean} hasInk @param {Recipe | undefined} recipe @param {{ read: string }[]} variants */
function wordsOf(hasInk, recipe, variants) {
  if (!hasInk) return "Draw a digit on the pad, and see here what a training makes of it.";
  if (isOff(recipe?.augmentation)) return "All of it is off: a training sees each image as it is.";
  const reads = [...new Set(variants.map(({ read }) => read))];
  const counts = reads.map((read) => `${variants.filter((variant) => variant.read === read).length} as ${read}`).join(", ");
  return `A training sees such variants. The network that reads your pad reads ${counts}.`;
}
