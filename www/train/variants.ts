// Wires what augmentation does to the drawing: the drawing and the fields → eight variants → their reading → view.
import { isOff } from "./augmentation";
import { find } from "../ui/find";
import { inTurn } from "../ui/in-turn";
import { remembered } from "../ui/remembered";
import { Sight } from "../ui/sight";
import { COUNT, Variants } from "./view/variants";
import type { Model } from "../app/model";
import type { Drawing } from "../engine/drawing";
import type { Reader } from "../engine/crate";
import type { Recipe } from "crate";
import type { Chosen } from "./settings";

/** So many of the crate's examples later come the next ones: it makes one or three of an image. */
const NEXT = 3 * COUNT;

export function startVariants(section: HTMLElement, model: Model) {
  const container = find(".variants", HTMLElement, section);
  let now: { drawing: Drawing; reader: Reader | null; chosen: Chosen | null } | null = null;
  /** The number of the first one among the examples of a run. */
  let first = 0;

  const vary = remembered((image: Float32Array, { augmentation = {} }: Recipe, seed: number, from: number) =>
    Array.from({ length: COUNT }, (_, i) => model.crate?.augment(image, augmentation, seed, from + i) ?? image),
  );
  const readBy = remembered((reader: Reader | null, images: Float32Array[]) =>
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
    /**
     * @param reader who reads
     * @param chosen by the fields, if they make sense
     */
    update(drawing: Drawing, reader: Reader | null, chosen: Chosen | null) {
      now = { drawing, reader, chosen };
      refresh();
    },
    recolour: () => view.recolour(),
  };
}

function wordsOf(hasInk: boolean, recipe: Recipe | undefined, variants: { read: string }[]) {
  if (!hasInk) return "Draw a digit on the pad, and see here what a training makes of it.";
  if (isOff(recipe?.augmentation)) return "All of it is off: a training sees each image as it is.";
  const reads = [...new Set(variants.map(({ read }) => read))];
  const counts = reads
    .map((read) => `${variants.filter((variant) => variant.read === read).length} as ${read}`)
    .join(", ");
  return `A training sees such variants. The network that reads your pad reads ${counts}.`;
}
