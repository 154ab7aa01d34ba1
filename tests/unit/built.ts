// Stands in for what the build tells the page of its files, which no test in Node asks for. To be imported before the
// modules that need it are, which is why those are imported dynamically.
import { register } from "node:module";

const empty = "data:text/javascript,export const models = {}, styles = {}, variants = {}, workers = {};";
const hooks = `export const resolve = (name, context, next) =>
  name === "built" ? { url: ${JSON.stringify(empty)}, shortCircuit: true } : next(name, context);`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
