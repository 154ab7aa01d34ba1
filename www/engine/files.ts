// The built files, at addresses that hold in workers too.
import { models, styles, variants, workers, type Checked } from "built";
import { scriptUrl } from "./trusted";

/** A build of the crate: its glue, and the program. */
export interface Variant {
  glue: string;
  wasm: Checked;
}

const absolute = (url: string) => new URL(url, document.baseURI).href;

const checked = ({ url, integrity }: Checked): Checked => ({ url: absolute(url), integrity });

export function variantOf(name: keyof typeof variants): Variant {
  const { glue, wasm } = variants[name];
  return { glue: absolute(glue), wasm: checked(wasm) };
}

export const modelFile = (name: keyof typeof models) => checked(models[name]);

export const modelFiles = () => Object.values(models).map(({ url }) => absolute(url));

export const styleSheet = (name: keyof typeof styles) => absolute(styles[name]);

export const startWorker = (name: keyof typeof workers) =>
  new Worker(scriptUrl(absolute(workers[name])), { type: "module", name });
