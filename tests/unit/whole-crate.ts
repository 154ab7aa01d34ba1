// The whole crate in Node, for what the lessons' worker does with it.
import { readFileSync } from "node:fs";
import type { Glue } from "../../npm/src/program/wasm";

const folder = `${process.cwd()}/target/crate/plain`;
// What the program says when it starts.
console.debug = () => {};
export const glue = (await import(`${folder}/neuroglyph.js`)) as Glue;
glue.initSync({ module: readFileSync(`${folder}/neuroglyph_bg.wasm`) });

/** A network that is shipped. */
export const pretrained = (name: string) =>
  glue.Network.from_safetensors(readFileSync(`${process.cwd()}/pretrained/${name}.safetensors`));

/** The image of a drawing. */
export function imageOf(strokes: readonly (readonly number[])[]): Float32Array {
  const ends = strokes.map((_, i) => strokes.slice(0, i + 1).flat().length / 2);
  const image = glue.preprocess_strokes(Float32Array.from(strokes.flat()), Uint32Array.from(ends))?.image;
  if (!image) throw new Error("a blank");
  return image;
}
