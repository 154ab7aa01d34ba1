// Stands in for what the build tells the page of its files: of these only the program that reads and its network are there.
// To be imported before the modules that need it are, which is why those are imported dynamically.
import { register } from "node:module";

const program = "target/crate/reading/neuroglyph";
const reading = { glue: `${program}.js`, wasm: { url: `${program}_bg.wasm` } };
const built = {
  models: { reader: { url: "pretrained/reader.safetensors" } },
  styles: {},
  variants: { reading },
  workers: {},
};
const text = Object.entries(built).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`);
const files = `data:text/javascript,${encodeURIComponent(text.join("\n"))}`;
const hooks = `export const resolve = (name, context, next) =>
  name === "built" ? { url: ${JSON.stringify(files)}, shortCircuit: true } : next(name, context);`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
