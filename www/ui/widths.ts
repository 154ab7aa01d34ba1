// How wide the layers of a network are.
import type { RecipeDescription } from "crate";

/** How many values go from layer to layer, from the image to the answer. */
export const widthsOf = ({ layers, stages }: RecipeDescription) => [
  String(layers[0].input.height * layers[0].input.width * layers[0].input.channels),
  ...stages.map(({ kind, units }) => (kind === "conv" ? `${units} filters` : String(units))),
];
