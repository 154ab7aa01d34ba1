// The crate, for the modules that ask it: the build that reads, in Node.
import { readFileSync } from "node:fs";
import { Crate } from "../../www/engine/crate";
import type { ReadingGlue } from "../../npm/src/program/wasm";

const folder = `${process.cwd()}/target/crate/reading`;
// What the program says when it starts.
console.debug = () => {};
const glue = (await import(`${folder}/neuroglyph.js`)) as ReadingGlue;
glue.initSync({ module: readFileSync(`${folder}/neuroglyph_bg.wasm`) });

export const crate = new Crate(glue);
