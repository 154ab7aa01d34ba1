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

/** What a worker's script is called in a sentence. */
const WORKER_TITLES: Record<keyof typeof workers, string> = {
  trainer: "The program that trains",
  mind: "The program that looks into networks",
  benchmark: "The program to measure",
  lessons: "The program that trains",
  thread: "The program with threads",
};

/** `script`: its address. */
export type PageWorker = Worker & { readonly script: string; readonly title: string };

export function startWorker(name: keyof typeof workers): PageWorker {
  const script = absolute(workers[name]);
  return Object.assign(new Worker(scriptUrl(script), { type: "module", name }), { script, title: WORKER_TITLES[name] });
}
